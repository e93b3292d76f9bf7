#include "print.h"

#include "base/enum_name.h"
#include "core/fields.h"

namespace relevo::stories {

namespace {

const Shown hidden_events{"facts_taken", "key_used", "routing_decided"};
const Shown hidden_fields{"leg", "at_node", "node",     "person",        "media",     "token",
                          "key", "body",    "document", "rules_version", "latest_at", "turn"};

class Printer {
 public:
  Printer(const Names& names, Time zero, const Shown& shown)
      : names_(names), zero_(zero), shown_(shown) {}

  template <class T>
  void operator()(unsigned /*number*/, const char* field_name, const T& field) {
    const std::string_view name{field_name};
    if (hidden_fields.contains(name) && !shown_.contains(name)) return;
    if constexpr (std::is_same_v<T, Strategy>) in_time_ = field == Strategy::longest_idle;
    const std::string value = value_of(field);
    if (value.empty()) return;
    text += ' ';
    // Who and what are plain by themselves: `offer_made o1 caller1 ana`.
    const bool plain = IsId<T> && (name == "agent" || name == "contact" || name == "queue" ||
                                   name == "offer" || name == "session" || name == "user" ||
                                   name == "disposition" || name == "alert");
    if (!plain) text.append(name).append("=");
    text += value;
  }

  std::string text;

 private:
  template <class T>
  std::string value_of(const T& field) const {
    if constexpr (std::is_same_v<T, bool>) {
      return field ? "yes" : "";
    } else if constexpr (std::is_enum_v<T>) {
      const std::string_view name = enum_name(field);
      return name == "none" ? std::string{} : std::string{name};
    } else if constexpr (std::is_same_v<T, Duration>) {
      return field.us == 0 ? std::string{} : text_of(field);
    } else if constexpr (std::is_same_v<T, Time>) {
      return field.us == 0 ? std::string{} : text_of(field - zero_);
    } else if constexpr (std::is_integral_v<T>) {
      return field == 0 ? std::string{} : std::to_string(field);
    } else if constexpr (IsId<T>) {
      return field ? names_.of(field) : std::string{};
    } else if constexpr (std::is_same_v<T, Subject>) {
      return names_.of(field);
    } else if constexpr (IsDigest<T>) {
      return std::to_string(field[0]);
    } else {
      return list_of(field);
    }
  }

  std::string list_of(const auto& list) const {
    std::string items;
    for (const auto& item : list) {
      if (!items.empty()) items += ',';
      items += value_of(item);
    }
    return items;
  }

  /// A score is a length of time or points, as the strategy says.
  std::string value_of(const Candidate& candidate) const {
    return names_.of(candidate.agent) + ":" +
           (in_time_ ? text_of(Duration{candidate.score}) : std::to_string(candidate.score));
  }

  const Names& names_;
  Time zero_;
  const Shown& shown_;
  bool in_time_ = false;
};

}  // namespace

bool is_shown(const Event& event, const Shown& shown) {
  const std::string_view name = name_of(event);
  return !hidden_events.contains(name) || shown.contains(name);
}

std::string line_of(const Event& event, const Names& names, Time zero, const Shown& shown) {
  Printer printer{names, zero, shown};
  printer.text = name_of(event);
  std::visit([&](const auto& known) { visit_fields(printer, known); }, event);
  return printer.text;
}

}  // namespace relevo::stories
