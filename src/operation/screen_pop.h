// The address of a customer's record in another system, as a campaign gives it: a template.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace relevo::operation {

/// What stands between braces in a template, `{number}`, is replaced by what it is of the contact.
struct ScreenPopValues {
  std::string contact;
  std::string queue;
  std::string campaign;
  std::string agent;
  std::string number;
  std::string name;
};

/// Why it is no template, as the end of a sentence; nothing when it is one. It begins with https://
/// or http:// and the name of a host, without a word in braces in them, and has no blanks.
std::optional<std::string> screen_pop_fault(std::string_view screen_pop);

/// The address for one contact, each value percent-encoded (RFC 3986, unreserved characters stay).
/// Requires a template.
std::string screen_pop_of(std::string_view screen_pop, const ScreenPopValues& values);

}  // namespace relevo::operation
