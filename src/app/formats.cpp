#include "app/formats.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <variant>

#include "base/version.h"
#include "core/core.h"
#include "core/fields.h"
#include "core/state_codec.h"
#include "link/messages.h"
#include "log/frame.h"
#include "snapshot/snapshot.h"
#include "voice/leg_store.h"

namespace relevo {

namespace {

constexpr std::string_view first_word = "formats ";
constexpr std::size_t words_max = 64;
constexpr std::size_t kinds_max = 256;

struct HighestField {
  std::uint32_t number = 0;

  template <class T>
  void operator()(std::uint32_t field, std::string_view /*name*/, T& /*value*/) {
    number = std::max(number, field);
  }
};

template <class... Es>
std::map<std::uint32_t, std::uint32_t> fields_of(const std::variant<Es...>* /*of*/) {
  std::map<std::uint32_t, std::uint32_t> highest;
  const auto add = [&]<class E>(E event) {
    HighestField visit;
    fields(visit, event);
    highest[Kind<E>::number] = visit.number;
  };
  (add(Es{}), ...);
  return highest;
}

using Number = std::pair<std::string_view, std::uint32_t Formats::*>;

constexpr std::array<Number, 6> numbers{{{"link", &Formats::link},
                                         {"legs", &Formats::legs},
                                         {"log", &Formats::log},
                                         {"rules", &Formats::rules},
                                         {"state", &Formats::state},
                                         {"snapshot", &Formats::snapshot}}};

bool read_number(std::string_view text, std::uint32_t& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

/// The text up to `separator`, which it takes away with it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

bool read_events(std::string_view text, std::map<std::uint32_t, std::uint32_t>& events) {
  while (!text.empty() && events.size() < kinds_max) {
    std::string_view entry = take_until(text, ',');
    std::uint32_t kind = 0;
    std::uint32_t field = 0;
    if (!read_number(take_until(entry, '.'), kind) || !read_number(entry, field)) return false;
    events[kind] = field;
  }
  return text.empty() && !events.empty();
}

/// Whether a reader that knows `ours` understands all that a writer who knows `theirs` may write.
bool reads(const Formats& ours, const Formats& theirs) {
  return ours.log == theirs.log && ours.rules >= theirs.rules &&
         std::all_of(theirs.events.begin(), theirs.events.end(), [&](const auto& written) {
           const auto known = ours.events.find(written.first);
           return known != ours.events.end() && known->second >= written.second;
         });
}

tl::unexpected<Fault> refused(const Formats& next, const std::string& why) {
  return fault(Fault::Kind::input, "relevo " + next.version + " cannot take over: " + why);
}

std::string differs(std::uint32_t theirs, std::uint32_t ours) {
  return " of format " + std::to_string(theirs) + ", this server's is of format " +
         std::to_string(ours);
}

}  // namespace

Formats formats_of_this_build() {
  return {.version = std::string(relevo_version),
          .link = link::protocol_version,
          .legs = voice::LegStore::record_version,
          .log = log::format_version,
          .rules = rules_version,
          .state = state_version,
          .snapshot = snapshot::format_version,
          .events = fields_of(static_cast<const Event*>(nullptr))};
}

std::string to_line(const Formats& formats) {
  std::string line = std::string(first_word) + "version=" + formats.version;
  for (const auto& [name, number] : numbers) {
    line += " " + std::string(name) + "=" + std::to_string(formats.*number);
  }
  std::string before = " events=";
  for (const auto& [kind, field] : formats.events) {
    line += before + std::to_string(kind) + "." + std::to_string(field);
    before = ",";
  }
  return line;
}

Result<Formats> parse_formats(std::string_view line) {
  const auto wrong = fault(Fault::Kind::input, "it does not say what it reads and writes");
  if (!line.starts_with(first_word)) return wrong;
  line.remove_prefix(first_word.size());
  std::map<std::string_view, std::string_view> values;
  while (!line.empty() && values.size() < words_max) {
    std::string_view value = take_until(line, ' ');
    const std::string_view key = take_until(value, '=');
    if (!values.emplace(key, value).second) return wrong;
  }
  Formats formats{.version = std::string(values["version"])};
  bool whole = line.empty() && !formats.version.empty();
  for (const auto& [name, number] : numbers) {
    whole = whole && read_number(values[name], formats.*number);
  }
  if (!whole || !read_events(values["events"], formats.events)) return wrong;
  return formats;
}

Result<Fit> check_fit(const Formats& running, const Formats& next) {
  if (next.log != running.log) {
    return refused(next, "its log is" + differs(next.log, running.log));
  }
  if (next.legs != running.legs) {
    return refused(next, "its leg store is" + differs(next.legs, running.legs) +
                             ", and live calls would end; end the server and start the new one");
  }
  if (!reads(next, running)) {
    return refused(next,
                   "the log may hold events, fields or rules that it does not know; it is older "
                   "than what runs, relevo " +
                       running.version);
  }
  return Fit{.together = next.link != running.link,
             .folds_whole = next.state != running.state || next.snapshot != running.snapshot,
             .may_return = reads(running, next)};
}

}  // namespace relevo
