#include "app/formats.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>
#include <utility>
#include <variant>

#include "archive/archive.h"
#include "base/enum_name.h"
#include "base/version.h"
#include "core/core.h"
#include "core/fields.h"
#include "core/operation.h"
#include "core/state_codec.h"
#include "link/messages.h"
#include "log/frame.h"
#include "records/schema.h"
#include "snapshot/snapshot.h"
#include "voice/leg_store.h"

namespace relevo {

namespace {

constexpr std::string_view first_word = "formats ";
constexpr std::size_t words_max = 64;
constexpr std::size_t kinds_max = 256;
constexpr std::size_t parts_max = 1024;

template <class E>
constexpr std::uint32_t highest_value() {
  std::uint32_t highest = 0;
  for (std::uint32_t i = 0; i < detail::enum_values_max; ++i) {
    if (!enum_name(static_cast<E>(i)).empty()) highest = i;
  }
  return highest;
}

/// Visits a struct at its path, and the structs and choices that its fields are made of.
class Parts {
 public:
  Parts(std::map<std::string, std::uint32_t>& found, std::string path)
      : found_(found), path_(std::move(path)) {}

  template <class T>
  void operator()(std::uint32_t field, std::string_view /*name*/, T& /*value*/) {
    highest_ = std::max(highest_, field);
    add<T>(found_, path_ + "." + std::to_string(field));
  }

  /// Adds a struct or a choice, and gives its highest field or value; adds nothing else.
  template <class T>
  static void add(std::map<std::string, std::uint32_t>& found, const std::string& path) {
    if constexpr (IsList<T>) {
      add<typename detail::ItemOf<T>::Type>(found, path);
    } else if constexpr (std::is_enum_v<T>) {
      found[path] = highest_value<T>();
    } else if constexpr (HasFields<T>) {
      found[path] = walk<T>(found, path);
    }
  }

  template <class T>
  static std::uint32_t walk(std::map<std::string, std::uint32_t>& found, const std::string& path) {
    Parts visit{found, path};
    T object{};
    fields(visit, object);
    return visit.highest_;
  }

 private:
  std::map<std::string, std::uint32_t>& found_;
  const std::string path_;
  std::uint32_t highest_ = 0;
};

template <class... Es>
void add_events(Formats& formats, const std::variant<Es...>* /*of*/) {
  const auto add = [&]<class E>(const E* /*of*/) {
    const std::uint32_t kind = Kind<E>::number;
    formats.events[kind] = Parts::walk<E>(formats.parts, std::to_string(kind));
  };
  (add(static_cast<const Es*>(nullptr)), ...);
}

using Number = std::pair<std::string_view, std::uint32_t Formats::*>;

constexpr std::array<Number, 8> numbers{{{"link", &Formats::link},
                                         {"legs", &Formats::legs},
                                         {"log", &Formats::log},
                                         {"rules", &Formats::rules},
                                         {"state", &Formats::state},
                                         {"snapshot", &Formats::snapshot},
                                         {"records", &Formats::records},
                                         {"archive", &Formats::archive}}};

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

bool read_parts(std::string_view text, std::map<std::string, std::uint32_t>& parts) {
  while (!text.empty() && parts.size() < parts_max) {
    const std::string_view entry = take_until(text, ',');
    const std::size_t last = entry.rfind('.');
    if (last == 0 || last == std::string_view::npos) return false;
    if (!read_number(entry.substr(last + 1), parts[std::string(entry.substr(0, last))]))
      return false;
  }
  return text.empty() && !parts.empty();
}

/// Whether all that is in `theirs` is in `ours`, and goes no further there.
template <class Key>
bool covers(const std::map<Key, std::uint32_t>& ours, const std::map<Key, std::uint32_t>& theirs) {
  return std::all_of(theirs.begin(), theirs.end(), [&](const auto& written) {
    const auto known = ours.find(written.first);
    return known != ours.end() && known->second >= written.second;
  });
}

/// Whether a reader that knows `ours` understands all that a writer who knows `theirs` may write.
bool reads(const Formats& ours, const Formats& theirs) {
  return ours.log == theirs.log && ours.rules >= theirs.rules && ours.records >= theirs.records &&
         covers(ours.events, theirs.events) && covers(ours.parts, theirs.parts);
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
  Formats formats{.version = std::string(relevo_version),
                  .link = link::protocol_version,
                  .legs = voice::LegStore::record_version,
                  .log = log::format_version,
                  .rules = rules_version,
                  .state = state_version,
                  .snapshot = snapshot::format_version,
                  .records = records::newest_version(),
                  .archive = archive::schema_version_min};
  add_events(formats, static_cast<const Event*>(nullptr));
  Parts::add<Operation>(formats.parts, "operation");
  return formats;
}

std::string to_line(const Formats& formats) {
  const auto list = []<class Map>(const Map& map) {
    std::string text;
    for (const auto& [key, number] : map) {
      text += text.empty() ? "" : ",";
      if constexpr (std::is_same_v<typename Map::key_type, std::string>) {
        text += key;
      } else {
        text += std::to_string(key);
      }
      text += "." + std::to_string(number);
    }
    return text;
  };
  std::string line = std::string(first_word) + "version=" + formats.version;
  for (const auto& [name, number] : numbers) {
    line += " " + std::string(name) + "=" + std::to_string(formats.*number);
  }
  return line + " events=" + list(formats.events) + " parts=" + list(formats.parts);
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
  if (!whole || !read_events(values["events"], formats.events) ||
      !read_parts(values["parts"], formats.parts)) {
    return wrong;
  }
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
                   "the log or the records may hold what it does not know; it is older than what "
                   "runs, relevo " +
                       running.version);
  }
  return Fit{.together = next.link != running.link,
             .folds_whole = next.state != running.state || next.snapshot != running.snapshot ||
                            next.archive != running.archive,
             .migrates = next.records != running.records,
             .may_return = reads(running, next)};
}

}  // namespace relevo
