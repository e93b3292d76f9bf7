#include "http/refusal.h"

namespace relevo {

HttpReply refusal(int status, std::string_view title, std::string_view detail) {
  std::string body = R"({"type":"about:blank","title":")";
  body.append(title).append(R"(","status":)").append(std::to_string(status));
  body.append(R"(,"detail":")").append(detail).append("\"}");
  return {.status = status, .content_type = "application/problem+json", .body = std::move(body)};
}

std::string turned_away(int status, std::string_view title, std::string_view detail,
                        int retry_after_s) {
  const HttpReply reply = refusal(status, title, detail);
  std::string text = "HTTP/1.1 " + std::to_string(status) + " ";
  text.append(title).append("\r\nContent-Type: ").append(reply.content_type);
  text += "\r\nRetry-After: " + std::to_string(retry_after_s);
  text += "\r\nConnection: close\r\nContent-Length: " + std::to_string(reply.body.size());
  return text + "\r\n\r\n" + reply.body;
}

}  // namespace relevo
