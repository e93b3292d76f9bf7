#include "api/pages.h"

#include "api/page_files.h"

namespace relevo {

std::optional<HttpReply> page_reply(const HttpRequest& request) {
  for (const PageFile& file : page_files()) {
    if (file.path != request.path) continue;
    HttpReply reply{.content_type = std::string(file.content_type)};
    reply.headers = {{"ETag", std::string(file.etag)}, {"Cache-Control", "no-cache"}};
    if (request.if_none_match.find(file.etag) != std::string::npos) {
      reply.status = 304;
    } else {
      reply.body = file.body;
    }
    return reply;
  }
  return std::nullopt;
}

HttpReply with_strict_headers(HttpReply reply) {
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; script-src 'self'; style-src 'self'; "
                             "connect-src 'self'; img-src 'self'; media-src 'self' blob:; "
                             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.headers.emplace_back("Referrer-Policy", "no-referrer");
  return reply;
}

}  // namespace relevo
