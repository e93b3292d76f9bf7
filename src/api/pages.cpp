#include "api/pages.h"

#include <algorithm>
#include <array>

#include "api/page_files.h"
#include "api/problem.h"

namespace relevo {

namespace {

/// Addresses that the console's one page shows by itself: console/src/router.tsx.
constexpr std::array console_pages = {"/",         "/sign-in", "/work",    "/command", "/team",
                                      "/contacts", "/me",      "/reports", "/rules"};
constexpr std::string_view contact_page = "/contacts/";  // And the contact's number.
constexpr std::size_t contact_digits_max = 20;

bool is_console_page(std::string_view path) {
  if (std::ranges::find(console_pages, path) != console_pages.end()) return true;
  if (!path.starts_with(contact_page)) return false;
  path.remove_prefix(contact_page.size());
  return !path.empty() && path.size() <= contact_digits_max &&
         path.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Whether `;q=0` or `;q=0.000`: it is named to be refused.
bool is_refused(std::string_view parameters) {
  const auto weight = parameters.find("q=");
  return weight != std::string_view::npos &&
         trimmed(parameters.substr(weight + 2)).find_first_not_of("0.") == std::string_view::npos;
}

struct Coding {
  std::string_view name;  // Empty: as it is.
  std::string_view body;
};

Coding coding_of(const PageFile& file, std::string_view accepted) {
  if (!file.brotli.empty() && accepts_coding(accepted, "br")) return {"br", file.brotli};
  if (!file.gzip.empty() && accepts_coding(accepted, "gzip")) return {"gzip", file.gzip};
  return {{}, file.body};
}

HttpReply reply_of(const PageFile& file, const HttpRequest& request) {
  const Coding coding = coding_of(file, request.accept_encoding);
  // Each coding is another representation, and has a tag of its own (RFC 9110 section 8.8.3.3).
  std::string tag = "\"" + std::string(file.tag);
  if (!coding.name.empty()) tag.append("-").append(coding.name);
  tag += '"';
  HttpReply reply{.content_type = std::string(file.content_type)};
  reply.headers = {
      {"ETag", tag},
      {"Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache"},
      {"Vary", "Accept-Encoding"}};
  if (request.if_none_match.find(tag) != std::string::npos) {
    reply.status = 304;
    return reply;
  }
  if (!coding.name.empty()) reply.headers.emplace_back("Content-Encoding", coding.name);
  reply.body = coding.body;
  return reply;
}

const PageFile* file_of(std::span<const PageFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &PageFile::path);
  return found == files.end() ? nullptr : &*found;
}

}  // namespace

bool accepts_coding(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const auto comma = header.find(',');
    const std::string_view entry = header.substr(0, comma);
    header = comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
    const auto semicolon = entry.find(';');
    if (trimmed(entry.substr(0, semicolon)) != coding) continue;
    return semicolon == std::string_view::npos || !is_refused(entry.substr(semicolon + 1));
  }
  return false;
}

std::optional<HttpReply> page_reply(const HttpRequest& request) {
  const bool is_page = is_console_page(request.path);
  if (const PageFile* file = file_of(console_files(), is_page ? "/" : request.path)) {
    return reply_of(*file, request);
  }
  if (!is_page) return std::nullopt;
  return problem(404, "This program was built without the console: ./dev build makes both.");
}

HttpReply with_strict_headers(HttpReply reply) {
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; script-src 'self'; style-src 'self'; "
                             "font-src 'self'; connect-src 'self'; img-src 'self'; "
                             "media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
                             "frame-ancestors 'none'");
  reply.headers.emplace_back("Permissions-Policy", "microphone=(self), camera=(), geolocation=()");
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.headers.emplace_back("Referrer-Policy", "no-referrer");
  return reply;
}

}  // namespace relevo
