#include "app/console_logger.h"

#include <poll.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/null_mutex.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <future>
#include <string>
#include <thread>
#include <utility>

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

constexpr auto last_words_wait = std::chrono::seconds(1);

using Writer = spdlog::details::thread_pool;  // A queue and the one thread that writes.

/// Not by stderr's FILE: whoever waits in it for a reader keeps the others out, at exit too.
class StandardError final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  explicit StandardError(Writer& writer) : writer_(writer) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    put(message);
    tell_dropped(message.logger_name);
  }

  // As soon as there is room again. Not by the queue, where this line could be dropped as well.
  void tell_dropped(spdlog::string_view_t process) {
    const std::size_t dropped = writer_.overrun_counter();
    if (dropped == dropped_told_ || writer_.queue_size() > console_lines_max / 2) return;
    const std::string text = "log lines were dropped: nobody read them lines=" +
                             std::to_string(dropped - std::exchange(dropped_told_, dropped));
    put({process, spdlog::level::warn, text});
  }

  void put(const spdlog::details::log_msg& message) {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    std::size_t written = 0;
    while (written < line.size()) {
      const ssize_t size = ::write(STDERR_FILENO, line.data() + written, line.size() - written);
      if (size >= 0) {
        written += static_cast<std::size_t>(size);
      } else if (errno == EAGAIN) {
        pollfd room{.fd = STDERR_FILENO, .events = POLLOUT, .revents = 0};
        static_cast<void>(::poll(&room, 1, -1));
      } else if (errno != EINTR) {
        return;  // Nobody is there any more.
      }
    }
  }
  void flush_() override {}

  Writer& writer_;  // Whose thread this is.
  std::size_t dropped_told_ = 0;
};

/// Its thread takes no signals: they are for those who know what to do.
std::shared_ptr<Writer> start_writer() {
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  auto writer = std::make_shared<Writer>(console_lines_max, 1);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return writer;
}

class ConsoleLogger final : public Logger {
 public:
  explicit ConsoleLogger(std::string_view process)
      : writer_(start_writer()),
        logger_(std::make_shared<spdlog::async_logger>(
            std::string(process), std::make_shared<StandardError>(*writer_), writer_,
            spdlog::async_overflow_policy::overrun_oldest)) {
    logger_->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %n %v", spdlog::pattern_time_type::utc);
  }

  // The writer ends when all is written, which nobody may ever read.
  ~ConsoleLogger() override {
    auto written = std::make_shared<std::promise<void>>();
    auto end = written->get_future();
    std::thread([writer = std::move(writer_), written]() mutable {
      writer.reset();
      written->set_value();
    }).detach();
    end.wait_for(last_words_wait);
  }
  ConsoleLogger(const ConsoleLogger&) = delete;
  ConsoleLogger& operator=(const ConsoleLogger&) = delete;

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
    logger_->log(level_of(severity), "{}", line);
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

  std::shared_ptr<Writer> writer_;
  std::shared_ptr<spdlog::async_logger> logger_;
};

}  // namespace

std::unique_ptr<Logger> make_console_logger(std::string_view process) {
  return std::make_unique<ConsoleLogger>(process);
}

}  // namespace relevo
