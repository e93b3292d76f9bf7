// HTTP/1.1 as a client needs it: requests as bytes, and a reader of responses that trusts nobody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace relevo::demo {

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers;  // Beside Host and Content-Length.
  std::string body = {};
  bool repeatable = false;  // Harmless when it arrives twice; a GET always is.
};

/// The bytes of `request` to `host`. Requires that no header holds a line break.
std::string to_bytes(const HttpRequest& request, const std::string& host);

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // Names in small letters.
  std::string body;
  bool keep_alive = true;

  /// The first of that name, in small letters; empty when there is none.
  std::string_view header(std::string_view name) const;
};

/// Takes the bytes of one response in pieces of any size. Bodies come with Content-Length, in
/// chunks, or until the end of the connection.
class HttpResponseReader {
 public:
  static constexpr std::size_t head_bytes_max = 16'384;
  static constexpr std::size_t headers_max = 100;
  static constexpr std::size_t chunk_line_bytes_max = 1'024;

  explicit HttpResponseReader(std::size_t body_bytes_max) : body_bytes_max_(body_bytes_max) {}

  /// True once the response is whole; further bytes are not looked at. Fault protocol: no HTTP.
  /// Fault limit: over a limit. After a Fault the reader is of no use.
  Result<bool> feed(std::string_view bytes);

  /// The connection ended. Fault protocol: in the middle of the response.
  Result<void> end();

  /// Whether any byte of the response has come.
  bool begun() const { return begun_; }

  /// Once whole.
  HttpResponse take() { return std::move(response_); }

 private:
  enum class Part : std::uint8_t { head, body, rest, chunk_line, chunk, chunk_end, trailer, whole };

  Result<void> step(bool& more);
  Result<void> read_head();
  Result<void> read_header(std::string_view line);
  Result<void> choose_body();
  Result<void> read_chunk_line(std::string_view line);
  void take_body();

  std::size_t body_bytes_max_;
  Part part_ = Part::head;
  std::string pending_;        // Bytes not yet understood.
  std::size_t body_left_ = 0;  // Of the body or of the chunk.
  bool has_length_ = false;
  bool begun_ = false;
  HttpResponse response_;
};

}  // namespace relevo::demo
