// What every log must do. A new one is added to the list of types at the end of each case.
#include <doctest/doctest.h>

#include <thread>

#include "log/log_reader.h"
#include "log/memory_log.h"
#include "log/sample_batches.h"
#include "log/segment_log.h"

using namespace relevo;
using namespace relevo::log;

namespace {

struct InMemory {
  MemoryLog kept;
  Log& log = kept;
};

/// With segments of a few records, so that each case runs over their borders.
struct OnDisk {
  TestFolder folder;
  NoLogger logger;
  std::unique_ptr<SegmentLog> kept = open(folder.path, logger);
  Log& log = *kept;

  static std::unique_ptr<SegmentLog> open(const std::string& path, Logger& logger) {
    auto opened =
        SegmentLog::open({.folder = path, .segment_bytes_max = 1000, .grow_bytes = 4096}, logger);
    REQUIRE_MESSAGE(opened.has_value(), opened.error().what);
    return std::move(*opened);
  }
};

/// Written by one, read by another who follows it as a process of its own would.
struct ByReader {
  struct Followed final : Log {
    Log& writer;
    std::unique_ptr<LogReader> reader;

    explicit Followed(OnDisk& disk) : writer(disk.log) {
      auto opened = LogReader::open(disk.folder.path);
      REQUIRE_MESSAGE(opened.has_value(), opened.error().what);
      reader = std::move(*opened);
    }
    Result<void> append(const Batch& batch, std::uint64_t epoch) override {
      const auto appended = writer.append(batch, epoch);
      const auto refreshed = reader->refresh();
      return refreshed ? appended : refreshed;
    }
    Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
      return reader->read(after, events_max);
    }
    Position last() const override { return reader->last(); }
  };

  OnDisk disk;
  Followed followed{disk};
  Log& log = followed;
};

}  // namespace

TEST_CASE_TEMPLATE("log: an empty one has nothing to read", Kept, InMemory, OnDisk, ByReader) {
  Kept kept;
  CHECK(kept.log.last() == 0);
  CHECK(kept.log.read(0, 100)->empty());
  CHECK(kept.log.read(5, 100)->empty());
}

TEST_CASE_TEMPLATE("log: what was appended is read, in order, from any position", Kept, InMemory,
                   OnDisk, ByReader) {
  Kept kept;
  std::vector<Batch> written;
  for (int i = 0; i < 200; ++i) {
    const Batch batch = sample_batch(kept.log.last() + 1, 1 + static_cast<std::size_t>(i) % 3);
    REQUIRE(kept.log.append(batch, 1));
    CHECK(kept.log.last() == batch.last());
    written.push_back(batch);
  }
  for (Position after = 0; after <= kept.log.last(); ++after) {
    const auto found = kept.log.read(after, 1'000'000);
    REQUIRE(found.has_value());
    std::size_t skipped = 0;
    while (skipped < written.size() && written[skipped].last() <= after) ++skipped;
    REQUIRE(found->size() == written.size() - skipped);
    for (std::size_t i = 0; i < found->size(); ++i) CHECK(same((*found)[i], written[skipped + i]));
  }
}

TEST_CASE_TEMPLATE("log: read stops at about the events asked for", Kept, InMemory, OnDisk,
                   ByReader) {
  Kept kept;
  for (int i = 0; i < 10; ++i) REQUIRE(kept.log.append(sample_batch(kept.log.last() + 1, 10), 1));
  CHECK(kept.log.read(0, 1)->size() == 1);
  CHECK(kept.log.read(0, 10)->size() == 1);
  CHECK(kept.log.read(0, 11)->size() == 2);
  CHECK(kept.log.read(15, 10)->front().first == 11);
  CHECK(kept.log.read(0, 0)->empty());
}

TEST_CASE_TEMPLATE("log: a document lies beside its batch", Kept, InMemory, OnDisk, ByReader) {
  Kept kept;
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, std::size_t{100'000}}) {
    REQUIRE(kept.log.append(with_document(kept.log.last() + 1, bytes), 1));
    const auto found = kept.log.read(kept.log.last() - 1, 1);
    REQUIRE(found->size() == 1);
    REQUIRE(found->front().document != nullptr);
    CHECK(found->front().document->size() == bytes);
  }
  REQUIRE(kept.log.append(sample_batch(kept.log.last() + 1), 1));
  CHECK(kept.log.read(kept.log.last() - 1, 1)->front().document == nullptr);
}

TEST_CASE_TEMPLATE("log: the largest batch fits, a document over the limit does not", Kept,
                   InMemory, OnDisk, ByReader) {
  Kept kept;
  const Batch largest = sample_batch(1, Log::batch_events_max);
  REQUIRE(kept.log.append(largest, 1));
  CHECK(same(kept.log.read(0, 1)->front(), largest));

  const auto refused =
      kept.log.append(with_document(kept.log.last() + 1, Log::document_bytes_max + 1), 1);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == Fault::Kind::limit);
  CHECK(kept.log.append(sample_batch(kept.log.last() + 1), 1).has_value());
}

TEST_CASE_TEMPLATE("log: an older epoch is fenced off", Kept, InMemory, OnDisk, ByReader) {
  Kept kept;
  REQUIRE(kept.log.append(sample_batch(1), 4));
  const auto refused = kept.log.append(sample_batch(2), 3);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == Fault::Kind::fenced);
  CHECK(kept.log.last() == 1);
  CHECK(kept.log.append(sample_batch(2), 5).has_value());
}

TEST_CASE_TEMPLATE("log: others read while the writer appends", Kept, InMemory, OnDisk, ByReader) {
  constexpr Position end = 600;
  Kept kept;
  Position seen = 0;
  bool in_order = true;
  std::thread reader{[&] {
    while (seen < end && in_order) {
      const Position durable = kept.log.last();
      const auto found = kept.log.read(seen, 50);
      in_order = found.has_value() && (durable <= seen || !found->empty());
      if (!in_order) return;
      for (const Batch& batch : *found) {
        in_order = in_order && same(batch, sample_batch(seen + 1, 2));
        seen = batch.last();
      }
      if (found->empty()) std::this_thread::yield();
    }
  }};
  while (kept.log.last() < end) {
    // The reader waits for the end, so a writer that fails must not stop half-way unnoticed.
    if (!kept.log.append(sample_batch(kept.log.last() + 1, 2), 1)) std::abort();
  }
  reader.join();
  CHECK(in_order);
  CHECK(seen == end);
}
