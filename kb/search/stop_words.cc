// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/stop_words.h"

#include <algorithm>
#include <array>

namespace firstfix::search {
namespace {

// No word that tells one trouble from another: 不, 没, 无, 上, 下, 打 and the like stay searchable.
constexpr std::array kUnsorted = std::to_array<std::string_view>({
    "的",   "了",   "我",   "你",   "您",   "他",     "她",    "它",   "们",   "是",   "在",   "和",   "与",
    "及",   "也",   "都",   "就",   "很",   "吧",     "吗",    "呢",   "啊",   "呀",   "哦",   "嗯",   "这",
    "那",   "着",   "被",   "把",   "给",   "对",     "向",    "请",   "地",   "得",   "为",   "以",   "而",
    "并",   "之",   "其",   "该",   "本",   "各",     "又",    "还",   "再",   "让",   "有",   "我的", "你的",
    "您的", "他的", "她的", "我们", "你们", "您们",   "他们",  "自己", "大家", "咱们", "这个", "那个", "这里",
    "那里", "这样", "那样", "请问", "你好", "您好",   "希望",  "谢谢", "感谢", "麻烦", "帮忙", "帮我", "一下",
    "可以", "因为", "所以", "但是", "而且", "如果",   "已经",  "现在", "就是", "还是", "以及", "或者", "关于",
    "对于", "进行", "有关", "部门", "领导", "尊敬",   "请求",  "相关", "反映", "情况", "a",    "an",   "the",
    "is",   "are",  "am",   "was",  "be",   "i",      "my",    "me",   "we",   "you",  "it",   "to",   "of",
    "and",  "in",   "on",   "at",   "for",  "please", "hello", "hi",
});

constexpr auto kStopWords = [] {
  auto words = kUnsorted;
  std::ranges::sort(words);
  return words;
}();
static_assert(std::ranges::adjacent_find(kStopWords) == kStopWords.end(), "a stop word stands twice");

}  // namespace

bool is_stop_word(std::string_view term) {
  return std::ranges::binary_search(kStopWords, term);
}

}  // namespace firstfix::search
