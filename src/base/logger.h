// Where a process tells its operator what happens: one line an occurrence, with named values.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace relevo {

enum class Severity : std::uint8_t { debug, info, warning, error };

/// A named value of a line: a text or a whole number. Never personal data, never a secret.
struct LogField {
  std::string_view name;
  std::string_view text = {};
  std::int64_t number = 0;
  bool is_number = false;

  constexpr LogField(std::string_view field, std::string_view value) : name(field), text(value) {}
  constexpr LogField(std::string_view field, std::int64_t value)
      : name(field), number(value), is_number(true) {}
  constexpr LogField(std::string_view field, std::uint64_t value)
      : LogField(field, static_cast<std::int64_t>(value)) {}
  constexpr LogField(std::string_view field, int value)
      : LogField(field, static_cast<std::int64_t>(value)) {}
};

/// Any thread may write; a line is written whole. What concerns a contact carries the field
/// `contact`, so that one contact's way through every process can be found with grep.
class Logger {
 public:
  virtual ~Logger() = default;
  virtual void write(Severity severity, std::string_view what,
                     std::initializer_list<LogField> fields) = 0;

  void info(std::string_view what, std::initializer_list<LogField> fields = {}) {
    write(Severity::info, what, fields);
  }
  void warning(std::string_view what, std::initializer_list<LogField> fields = {}) {
    write(Severity::warning, what, fields);
  }
  void error(std::string_view what, std::initializer_list<LogField> fields = {}) {
    write(Severity::error, what, fields);
  }
};

/// For tests that look at something else.
class NoLogger final : public Logger {
 public:
  void write(Severity /*severity*/, std::string_view /*what*/,
             std::initializer_list<LogField> /*fields*/) override {}
};

}  // namespace relevo
