#include "app/console_logger.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string>

namespace relevo {

namespace {

void append_text(std::string& line, std::string_view text) {
  const bool plain = !text.empty() && text.find_first_of(" \"=\n\r\t") == std::string_view::npos;
  if (plain) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20;
    if (c == '"')
      line += '\'';
    else
      line += control ? ' ' : c;
  }
  line += '"';
}

class ConsoleLogger final : public Logger {
 public:
  explicit ConsoleLogger(std::string_view process)
      : logger_(std::string(process), std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger_.set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %n %v", spdlog::pattern_time_type::utc);
    logger_.flush_on(spdlog::level::info);
  }

  void write(Severity severity, std::string_view what,
             std::initializer_list<LogField> fields) override {
    std::string line(what);
    for (const LogField& field : fields) {
      line += ' ';
      line += field.name;
      line += '=';
      if (field.is_number) {
        line += std::to_string(field.number);
      } else {
        append_text(line, field.text);
      }
    }
    logger_.log(level_of(severity), "{}", line);
  }

 private:
  static spdlog::level::level_enum level_of(Severity severity) {
    switch (severity) {
      case Severity::debug:
        return spdlog::level::debug;
      case Severity::info:
        return spdlog::level::info;
      case Severity::warning:
        return spdlog::level::warn;
      case Severity::error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
  }

  spdlog::logger logger_;
};

}  // namespace

std::unique_ptr<Logger> make_console_logger(std::string_view process) {
  return std::make_unique<ConsoleLogger>(process);
}

}  // namespace relevo
