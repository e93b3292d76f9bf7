#include "app/handover.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <map>

namespace relevo {

namespace {

constexpr std::size_t bytes_max = 16'384;  // Two paths and some numbers.
constexpr std::size_t lines_max = 64;

using Lines = std::map<std::string, std::string, std::less<>>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty() && lines.size() < lines_max) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t space = line.find(' ');
    if (space != std::string_view::npos)
      lines.emplace(line.substr(0, space), line.substr(space + 1));
  }
  return lines;
}

bool take(const Lines& lines, std::string_view key, int least, int& number) {
  const auto found = lines.find(key);
  if (found == lines.end()) return false;
  const std::string& text = found->second;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() && number >= least;
}

bool take(const Lines& lines, std::string_view key, std::string& text) {
  const auto found = lines.find(key);
  if (found == lines.end() || found->second.empty()) return false;
  text = found->second;
  return true;
}

Fault broken(const char* what) {
  return {Fault::Kind::limit, std::string(what) + ": " + std::strerror(errno)};
}

}  // namespace

std::string to_text(const Handover& handover) {
  return "data_lock " + std::to_string(handover.data_lock) + "\nhttp_listener " +
         std::to_string(handover.http_listener) + "\nclient " + std::to_string(handover.client) +
         "\ncore " + std::to_string(handover.core) + "\nvoice " + std::to_string(handover.voice) +
         "\nsip " + handover.sip + "\nprogram " + handover.program + "\n";
}

Result<Handover> parse_handover(std::string_view text) {
  const Lines lines = lines_of(text);
  Handover handover;
  if (take(lines, "data_lock", 0, handover.data_lock) &&
      take(lines, "http_listener", 0, handover.http_listener) &&
      take(lines, "client", -1, handover.client) && take(lines, "core", 1, handover.core) &&
      take(lines, "voice", 1, handover.voice) && take(lines, "sip", handover.sip) &&
      take(lines, "program", handover.program)) {
    return handover;
  }
  return fault(Fault::Kind::input,
               "--handover: it does not say what is handed over; only a running serve gives it");
}

Result<int> write_handover(const Handover& handover) {
  const std::string text = to_text(handover);
  const int descriptor = ::memfd_create("relevo-handover", MFD_CLOEXEC);
  if (descriptor >= 0 &&
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size())) {
    return descriptor;
  }
  const Fault why = broken("a file in memory");
  if (descriptor >= 0) ::close(descriptor);
  return tl::unexpected<Fault>(why);
}

Result<Handover> read_handover(int descriptor) {
  std::array<char, bytes_max> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  return parse_handover({text.data(), size < 0 ? 0 : static_cast<std::size_t>(size)});
}

Fault become(const Program& program, std::vector<std::string> arguments, const Handover& handover) {
  const auto file = write_handover(handover);
  if (!file) return file.error();
  const std::array<int, 4> kept{*file, handover.data_lock, handover.http_listener, handover.client};
  for (const int descriptor : kept) ::fcntl(descriptor, F_SETFD, 0);
  arguments.insert(arguments.end(), {"--handover", std::to_string(*file)});
  std::string name = "relevo";
  std::vector<char*> words{name.data()};
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  ::execv(program.exec_path().c_str(), words.data());
  Fault why = broken("becoming the new program");
  for (const int descriptor : kept) ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  ::close(*file);
  return why;
}

}  // namespace relevo
