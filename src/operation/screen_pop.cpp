#include "operation/screen_pop.h"

#include <algorithm>

#include "base/assert.h"

namespace relevo::operation {

namespace {

using Word = std::pair<std::string_view, std::string ScreenPopValues::*>;

constexpr std::array words{
    Word{"contact", &ScreenPopValues::contact},   Word{"queue", &ScreenPopValues::queue},
    Word{"campaign", &ScreenPopValues::campaign}, Word{"agent", &ScreenPopValues::agent},
    Word{"number", &ScreenPopValues::number},     Word{"name", &ScreenPopValues::name},
};

const Word* word_named(std::string_view name) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [name](const Word& word) { return word.first == name; });
  return found == words.end() ? nullptr : &*found;
}

/// What stands behind the scheme; nothing when it is another.
std::optional<std::string_view> behind_scheme(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (address.starts_with(scheme)) return address.substr(scheme.size());
  }
  return std::nullopt;
}

void append_encoded(std::string& out, std::string_view value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char letter : value) {
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= 'a' && letter <= 'z') || letter == '-' || letter == '.' ||
                       letter == '_' || letter == '~';
    if (plain) {
      out += letter;
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
}

}  // namespace

std::optional<std::string> screen_pop_fault(std::string_view screen_pop) {
  const auto rest = behind_scheme(screen_pop);
  const std::string_view host = rest ? rest->substr(0, rest->find_first_of("/?#")) : "";
  if (host.empty() || host.find_first_of("{}@") != std::string_view::npos) {
    return R"(begins with no host; write one like "https://crm.example/?phone={number}")";
  }
  if (std::any_of(screen_pop.begin(), screen_pop.end(),
                  [](char letter) { return letter <= ' ' || letter == '"' || letter == '\x7F'; })) {
    return "has a blank or a quote; write it as %20 or %22";
  }
  for (std::size_t at = 0; at < screen_pop.size();) {
    const std::size_t brace = screen_pop.find_first_of("{}", at);
    if (brace == std::string_view::npos) break;
    const std::size_t end = screen_pop.find('}', brace);
    const std::string_view name =
        end == std::string_view::npos ? "" : screen_pop.substr(brace + 1, end - brace - 1);
    if (screen_pop[brace] == '}' || word_named(name) == nullptr) {
      return "has braces with none of contact, queue, campaign, agent, number, name in them";
    }
    at = end + 1;
  }
  return std::nullopt;
}

std::string screen_pop_of(std::string_view screen_pop, const ScreenPopValues& values) {
  std::string address;
  while (!screen_pop.empty()) {
    const std::size_t brace = screen_pop.find('{');
    address += screen_pop.substr(0, brace);
    if (brace == std::string_view::npos) break;
    const std::size_t end = screen_pop.find('}', brace);
    const Word* const word = word_named(screen_pop.substr(brace + 1, end - brace - 1));
    RELEVO_ASSERT(word != nullptr);
    append_encoded(address, values.*word->second);
    screen_pop.remove_prefix(end + 1);
  }
  return address;
}

}  // namespace relevo::operation
