#include "sim/words.h"

#include <string_view>
#include <type_traits>

#include "base/enum_name.h"
#include "core/fields.h"

namespace relevo::sim {

namespace {

struct FieldsInWords {
  std::string text;

  template <class T>
  void operator()(unsigned /*number*/, const char* name, const T& field) {
    if constexpr (std::is_same_v<T, bool>) {
      if (field) text += std::string(" ") + name;
    } else if constexpr (std::is_enum_v<T>) {
      put(name, std::string(enum_name(field)), static_cast<std::uint64_t>(field) == 0);
    } else if constexpr (std::is_same_v<T, Time> || std::is_same_v<T, Duration>) {
      put(name, std::to_string(field.us) + "us", field.us == 0);
    } else if constexpr (IsId<T>) {
      put(name, std::to_string(field.value), field.value == 0);
    } else if constexpr (std::is_integral_v<T>) {
      put(name, std::to_string(field), field == 0);
    }
  }

  void put(const char* name, const std::string& value, bool is_default) {
    if (!is_default) text += std::string(" ") + name + "=" + value;
  }
};

/// The name of a command's type, without its namespace.
template <class C>
std::string_view name_of_type() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(name.find("C = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  return name.substr(name.rfind(':') + 1);
}

}  // namespace

std::string in_words(const Batch& batch) {
  std::string words = "position " + std::to_string(batch.first);
  for (const Event& event : batch.events) {
    FieldsInWords fields;
    std::visit([&](const auto& known) { visit_fields(fields, known); }, event);
    words += "\n                           " + std::string(name_of(event)) + fields.text;
  }
  return words;
}

std::string in_words(const Command& command) {
  return std::visit(
      []<class C>(const C& c) {
        std::string words{name_of_type<C>()};
        if constexpr (requires { c.agent.value; })
          words += " agent " + std::to_string(c.agent.value);
        if constexpr (requires { c.contact; }) {
          words += " contact " + std::to_string(c.contact.value);
        }
        if constexpr (requires { c.leg; }) words += " leg " + std::to_string(c.leg.value);
        if constexpr (requires { c.gone; }) {
          words += " gone " + std::to_string(static_cast<int>(c.gone));
        }
        return words;
      },
      command);
}

}  // namespace relevo::sim
