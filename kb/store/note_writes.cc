// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/note_writes.h"

#include "kb/store/statement.h"

namespace firstfix::store {

NoteWrite::NoteWrite(soci::session& session)
    : signal_((session.prepare << "INSERT INTO signals (contact, case_id, kind, form, at)"
                                  " VALUES (:contact, :case_id, :kind, :form, :at)",
               soci::use(contact_), soci::use(case_id_), soci::use(kind_), soci::use(form_), soci::use(at_))),
      pop_((session.prepare << "INSERT INTO screen_pops (agent, contact, at) VALUES (:agent, :contact, :at)"
                               " ON CONFLICT (agent) DO UPDATE SET contact = excluded.contact,"
                               " at = excluded.at",
            soci::use(key_), soci::use(contact_), soci::use(at_))),
      link_((session.prepare << "INSERT INTO track_links (token, contact, case_id, made_at, expires_at)"
                                " VALUES (:token, :contact, :case_id, :made_at, :expires_at)",
             soci::use(key_), soci::use(contact_), soci::use(case_id_), soci::use(at_),
             soci::use(expires_at_))) {}

void NoteWrite::run(const FrontNote& note) {
  std::visit([this](const auto& it) { write(it); }, note);
}

void NoteWrite::write(const Signal& signal) {
  contact_ = signal.contact;
  case_id_ = signal.case_id;
  kind_ = to_string(signal.kind);
  form_ = signal.form;
  at_ = to_column(signal.at);
  store::run(signal_);
}

void NoteWrite::write(const ScreenPop& pop) {
  key_ = pop.agent;
  contact_ = pop.contact;
  at_ = to_column(pop.at);
  store::run(pop_);
}

void NoteWrite::write(const TrackLink& link) {
  key_ = link.token;
  contact_ = link.contact;
  case_id_ = link.case_id;
  at_ = to_column(link.made_at);
  expires_at_ = to_column(link.expires_at);
  store::run(link_);
}

}  // namespace firstfix::store
