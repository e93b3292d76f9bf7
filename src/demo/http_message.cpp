#include "demo/http_message.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace relevo::demo {

namespace {

tl::unexpected<Fault> nonsense(const char* what) {
  return fault(Fault::Kind::protocol, std::string("http: the answer is no HTTP: ") + what);
}

tl::unexpected<Fault> too_large(const char* what) {
  return fault(Fault::Kind::limit, std::string("http: the answer is over a limit: ") + what);
}

std::string small_letters(std::string_view text) {
  std::string result{text};
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<std::size_t> number_of(std::string_view text, int base) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, base);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace

std::string to_bytes(const HttpRequest& request, const std::string& host) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\nHost: " + host + "\r\n";
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return bytes + "\r\n" + request.body;
}

std::string_view HttpResponse::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [name](const auto& header) { return header.first == name; });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

Result<bool> HttpResponseReader::feed(std::string_view bytes) {
  begun_ = begun_ || !bytes.empty();
  if (part_ == Part::whole) return true;
  pending_ += bytes;
  bool more = true;
  while (more && part_ != Part::whole) {
    if (auto done = step(more); !done) return tl::unexpected<Fault>(std::move(done.error()));
  }
  return part_ == Part::whole;
}

Result<void> HttpResponseReader::end() {
  if (part_ == Part::rest) part_ = Part::whole;
  if (part_ == Part::whole) return {};
  return nonsense("the connection ended in the middle of it");
}

// Understands one part of what is pending; `more` is false when that needs further bytes.
Result<void> HttpResponseReader::step(bool& more) {
  more = false;
  if (part_ == Part::head) {
    const std::size_t size = pending_.find("\r\n\r\n");
    if (std::min(size, pending_.size()) > head_bytes_max) return too_large("its head");
    if (size == std::string::npos) return {};
    more = true;
    return read_head();
  }
  if (part_ == Part::rest) {
    if (response_.body.size() + pending_.size() > body_bytes_max_) return too_large("its body");
    response_.body += pending_;
    pending_.clear();
    return {};
  }
  if (part_ == Part::body || part_ == Part::chunk) {
    take_body();
    more = body_left_ == 0;
    return {};
  }
  const std::size_t size = pending_.find("\r\n");
  if (std::min(size, pending_.size()) > chunk_line_bytes_max) return too_large("a chunk's line");
  if (size == std::string::npos) return {};
  const std::string line = pending_.substr(0, size);
  pending_.erase(0, size + 2);
  more = true;
  if (part_ == Part::chunk_line) return read_chunk_line(line);
  if (part_ == Part::trailer) {
    if (line.empty()) part_ = Part::whole;
    return {};
  }
  if (!line.empty()) return nonsense("a chunk is longer than its length");
  part_ = Part::chunk_line;
  return {};
}

Result<void> HttpResponseReader::read_head() {
  const std::size_t size = pending_.find("\r\n\r\n");
  const std::string head = pending_.substr(0, size + 2);
  pending_.erase(0, size + 4);
  std::size_t line_end = head.find("\r\n");
  const std::string_view status = std::string_view{head}.substr(0, line_end);
  const bool is_http = status.size() >= 12 && status.starts_with("HTTP/1.") && status[8] == ' ' &&
                       (status.size() == 12 || status[12] == ' ');
  const auto code = number_of(is_http ? status.substr(9, 3) : std::string_view{}, 10);
  if (!code || *code < 100) return nonsense("no status line");
  response_ = HttpResponse{};
  has_length_ = false;
  response_.status = static_cast<int>(*code);
  response_.keep_alive = status[7] != '0';
  while (line_end + 2 < head.size()) {
    const std::size_t begin = line_end + 2;
    line_end = head.find("\r\n", begin);
    if (auto read = read_header(std::string_view{head}.substr(begin, line_end - begin)); !read) {
      return read;
    }
  }
  if (response_.status < 200) return {};  // 100 Continue: the real one follows.
  return choose_body();
}

Result<void> HttpResponseReader::read_header(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return nonsense("a header without a name");
  if (response_.headers.size() == headers_max) return too_large("its headers");
  std::string name = small_letters(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "connection") response_.keep_alive = small_letters(value) != "close";
  if (name == "content-length") {
    const auto length = number_of(value, 10);
    if (!length || (has_length_ && *length != body_left_)) return nonsense("its Content-Length");
    if (*length > body_bytes_max_) return too_large("its body");
    has_length_ = true;
    body_left_ = *length;
  }
  response_.headers.emplace_back(std::move(name), value);
  return {};
}

Result<void> HttpResponseReader::choose_body() {
  const std::string_view coding = response_.header("transfer-encoding");
  if (!coding.empty()) {
    if (small_letters(coding) != "chunked") return nonsense("an unknown Transfer-Encoding");
    part_ = Part::chunk_line;
  } else if (response_.status == 204 || response_.status == 304) {
    part_ = Part::whole;
  } else if (has_length_) {
    part_ = body_left_ == 0 ? Part::whole : Part::body;
  } else {
    part_ = Part::rest;
    response_.keep_alive = false;
  }
  return {};
}

Result<void> HttpResponseReader::read_chunk_line(std::string_view line) {
  const auto size = number_of(trimmed(line.substr(0, line.find(';'))), 16);
  if (!size) return nonsense("a chunk without a length");
  if (*size > body_bytes_max_ - response_.body.size()) return too_large("its body");
  body_left_ = *size;
  part_ = *size == 0 ? Part::trailer : Part::chunk;
  return {};
}

void HttpResponseReader::take_body() {
  const std::size_t size = std::min(body_left_, pending_.size());
  response_.body.append(pending_, 0, size);
  pending_.erase(0, size);
  body_left_ -= size;
  if (body_left_ == 0) part_ = part_ == Part::body ? Part::whole : Part::chunk_end;
}

}  // namespace relevo::demo
