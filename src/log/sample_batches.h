// For tests: small batches, what to compare them by, and a folder that goes away by itself.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "log/batch_codec.h"
#include "log/log.h"

namespace relevo::log {

/// Its events tell where they stand.
inline Batch sample_batch(Position first, std::size_t events = 1) {
  Batch batch{.first = first, .at = Time{1'700'000'000'000'000 + static_cast<int>(first)}};
  for (std::size_t i = 0; i < events; ++i) {
    batch.events.emplace_back(OfferRang{.offer = OfferId{first + i}, .agent = AgentId{7}});
  }
  return batch;
}

inline Batch with_document(Position first, std::size_t document_bytes) {
  Batch batch{.first = first, .at = Time{1'700'000'000'000'000}};
  batch.events.emplace_back(OperationApplied{.version = first, .document = {}});
  batch.document = std::make_shared<const Bytes>(document_bytes, std::uint8_t{'d'});
  return batch;
}

inline bool same(const Batch& a, const Batch& b) {
  Bytes bytes_of_a;
  Bytes bytes_of_b;
  encode_batch(bytes_of_a, a);
  encode_batch(bytes_of_b, b);
  return a.first == b.first && bytes_of_a == bytes_of_b;
}

/// In memory where there is such a place: the tests sync many thousand times.
struct TestFolder {
  std::string path;

  TestFolder() {
    const bool shared_memory = ::access("/dev/shm", W_OK) == 0;
    const std::string parent =
        shared_memory ? "/dev/shm" : std::filesystem::temp_directory_path().string();
    path = parent + "/relevo-log-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) path.clear();
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove_all(path, ignored);
  }
};

}  // namespace relevo::log
