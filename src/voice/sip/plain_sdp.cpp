#include "voice/sip/plain_sdp.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace relevo::voice {

namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c < 0x80 && (std::isalnum(c) != 0 || (c != '\0' && std::strchr("._+-*", c)));
  });
}

/// What stands before the first divider, taken from the text with the divider.
std::string_view take_part(std::string_view& text, char divider) {
  const std::string_view part = text.substr(0, text.find(divider));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

// RFC 8866 section 9, media-field, with the characters that are in use. sofia's parser never comes
// back from formats that are not tokens, and takes slashes where the grammar has none, which others
// do not take from us when we refuse the line.
bool is_plain_media(std::string_view line) {
  if (!is_token(take_part(line, ' '))) return false;
  std::string_view port = take_part(line, ' ');
  const bool has_count = port.find('/') != port.npos;
  if (!is_number(take_part(port, '/')) || (has_count && !is_number(port))) return false;
  std::string_view protocol = take_part(line, ' ');
  if (protocol.ends_with('/')) return false;
  do {
    if (!is_token(take_part(protocol, '/'))) return false;
  } while (!protocol.empty());
  while (!line.empty()) {
    if (!is_token(take_part(line, ' '))) return false;
  }
  return true;
}

bool is_plain_line(std::string_view line) {
  if (line.size() < 2 || line[0] < 'a' || line[0] > 'z' || line[1] != '=') return false;
  const std::string_view value = line.substr(2);
  if (line[0] == 'm') return is_plain_media(value);
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= ' ' || c == '\t'; });
}

}  // namespace

bool is_plain_sdp(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (!line.empty() && !is_plain_line(line)) return false;
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return true;
}

}  // namespace relevo::voice
