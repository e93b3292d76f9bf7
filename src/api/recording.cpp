#include "api/recording.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "api/contact_json.h"
#include "api/problem.h"

namespace relevo {

namespace {

constexpr std::string_view bytes_unit = "bytes=";

}  // namespace

std::optional<ByteRange> read_range(std::string_view header, std::uint64_t size) {
  if (!header.starts_with(bytes_unit)) return std::nullopt;
  header.remove_prefix(bytes_unit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view first_text = header.substr(0, dash);
  const std::string_view last_text = header.substr(dash + 1);
  const auto first = number_of(first_text);
  const auto last = number_of(last_text);
  if ((!first && !first_text.empty()) || (!last && !last_text.empty())) return std::nullopt;
  if (!first && !last) return std::nullopt;
  if (!first) {
    const std::uint64_t length = std::min(*last, size);
    return ByteRange{.offset = size - length, .length = length};
  }
  if (last && *last < *first) return std::nullopt;
  if (*first >= size) return ByteRange{};
  const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
  return ByteRange{.offset = *first, .length = end - *first + 1};
}

HttpReply recording_reply(const HttpRequest& request, const ContactLife& life, const Floor& floor,
                          const std::string& folder) {
  const auto row = floor.board().contacts().find(life.id);
  if (row != floor.board().contacts().end() && row->second.recording) {
    return problem(404, "The recording is still being made.");
  }
  if (!life.recorded) return problem(404, "This contact was not recorded.");
  const std::string path = folder + "/" + std::to_string(life.id.value) + ".wav";
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  if (error) return problem(404, "The recording is not there yet, or no longer.");
  HttpReply reply{.content_type = "audio/wav", .file = {.path = path, .length = size}};
  reply.headers = {{"Accept-Ranges", "bytes"}, {"Cache-Control", "private, no-store"}};
  const auto range = read_range(request.range, size);
  if (!range) return reply;
  if (range->length == 0) {
    HttpReply refused = problem(416, "The recording has fewer bytes.");
    refused.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return refused;
  }
  reply.status = 206;
  reply.file.offset = range->offset;
  reply.file.length = range->length;
  reply.headers.emplace_back("Content-Range",
                             "bytes " + std::to_string(range->offset) + "-" +
                                 std::to_string(range->offset + range->length - 1) + "/" +
                                 std::to_string(size));
  return reply;
}

}  // namespace relevo
