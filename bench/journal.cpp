// Events decided, applied and durable: how many a core makes, what a commit costs beside the disk's
// own sync, and how fast a log is replayed.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "bench/bench.h"
#include "bench/busy_floor.h"
#include "engine/engine.h"
#include "log/segment_log.h"

namespace relevo::bench {

namespace {

constexpr std::size_t agents = 1'500;
constexpr std::size_t calls_at_once = 64;  // Each turn of the engine serves so many.

class SteadyClock final : public EngineClock {
 public:
  void take_over(Time last) override { time_ = last.us == 0 ? Time{hours(1).us} : last; }
  Time now() const override { return time_; }
  Time wall() const override { return time_; }
  void advance(Duration by) { time_ = time_ + by; }

 private:
  Time time_;
};

[[noreturn]] void give_up(const Fault& fault) { throw std::runtime_error(fault.what); }

/// An engine over a log on the disk that is measured.
class Journal {
 public:
  explicit Journal(const std::string& folder) : log_(open(folder)) {
    if (auto replayed = engine_.replay(sinks_); !replayed) give_up(replayed.error());
  }

  void begin() {
    if (auto started = engine_.start(sinks_); !started) give_up(started.error());
    serve({{.command = operation_of(agents)}});
    serve(shift_begins(agents));
  }

  /// The engine's turns of so many calls at once, from arrival to the end.
  void calls() {
    std::vector<Request> requests;
    std::vector<LegId> customers;
    for (std::size_t i = 0; i < calls_at_once; ++i) {
      const ArriveContact call = next_call(prng_, calls_);
      customers.push_back(call.leg);
      requests.push_back({.command = call});
    }
    serve(std::move(requests));
    std::vector<std::vector<Request>> lives;
    for (const LegId customer : customers) lives.push_back(rest_of_call(engine_.core(), customer));
    for (std::size_t step = 0; step < lives.front().size(); ++step) {
      std::vector<Request> together;
      for (std::vector<Request>& life : lives) together.push_back(std::move(life[step]));
      serve(std::move(together));
    }
  }

  Position position() const { return engine_.core().state().position; }

  /// Longest first: how long each commit took, in us.
  const std::vector<double>& commits() const { return commits_; }
  void forget_commits() { commits_.clear(); }

 private:
  static std::unique_ptr<SegmentLog> open(const std::string& folder) {
    NoLogger quiet;
    auto log = SegmentLog::open({.folder = folder}, quiet);
    if (!log) give_up(log.error());
    return std::move(*log);
  }

  void serve(std::vector<Request> requests) {
    clock_.advance(milliseconds(1));
    std::vector<Waiting> work;
    work.reserve(requests.size());
    for (Request& request : requests) {
      work.emplace_back(Asking{std::move(request), [](const Answer&) {}});
    }
    if (auto served = engine_.serve(work, sinks_); !served) give_up(served.error());
  }

  /// The log with a watch on its append.
  class Timed final : public Log {
   public:
    Timed(SegmentLog& log, std::vector<double>& commits) : log_(log), commits_(commits) {}
    Result<void> append(const Batch& batch, std::uint64_t epoch) override {
      const std::int64_t start = clock_ns();
      auto appended = log_.append(batch, epoch);
      commits_.push_back(static_cast<double>(clock_ns() - start) * 1e-3);
      return appended;
    }
    Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
      return log_.read(after, events_max);
    }
    Position last() const override { return log_.last(); }

   private:
    SegmentLog& log_;
    std::vector<double>& commits_;
  };

  std::vector<double> commits_;
  std::unique_ptr<SegmentLog> log_;
  Timed timed_{*log_, commits_};
  SteadyClock clock_;
  NoLogger logger_;
  Engine engine_{timed_, clock_, logger_};
  EngineSinks sinks_{.publish = [](const std::shared_ptr<const Batch>&) {},
                     .act = [](const Batch&, const std::vector<Believed>&) {}};
  Prng prng_{1};
  std::uint64_t calls_ = 0;
};

/// What the disk itself takes: so many bytes put behind each other and synced, each time.
class RawDisk {
 public:
  explicit RawDisk(const std::string& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0 || ::posix_fallocate(file_, 0, room) != 0) {
      throw std::runtime_error("no room for the bench in " + path);
    }
  }
  ~RawDisk() { ::close(file_); }
  RawDisk(const RawDisk&) = delete;
  RawDisk& operator=(const RawDisk&) = delete;

  /// In us.
  double commit(std::size_t bytes) {
    if (offset_ + static_cast<off_t>(bytes) > room) offset_ = 0;
    const std::vector<char> data(bytes, 'x');
    const std::int64_t start = clock_ns();
    const bool written =
        ::pwrite(file_, data.data(), bytes, offset_) == static_cast<ssize_t>(bytes) &&
        ::fdatasync(file_) == 0;
    if (!written) throw std::runtime_error("the disk does not write");
    offset_ += static_cast<off_t>(bytes);
    return static_cast<double>(clock_ns() - start) * 1e-3;
  }

 private:
  static constexpr off_t room = off_t{64} << 20U;
  int file_;
  off_t offset_ = 0;
};

/// Bytes of all segments.
std::size_t bytes_in(const std::string& folder) {
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".log") bytes += entry.file_size();
  }
  return bytes;
}

double events_a_cpu_second(Journal& journal, std::size_t turns) {
  const double start = cpu_seconds();
  const Position before = journal.position();
  for (std::size_t i = 0; i < turns; ++i) journal.calls();
  return static_cast<double>(journal.position() - before) / (cpu_seconds() - start);
}

bool commits(Journal& journal, const Options& options) {
  RawDisk disk{options.folder + "/raw"};
  const std::size_t turns = options.brief ? 5 : 500;
  // As large as a record of the journal's is on average.
  constexpr std::size_t record_bytes = 12'288;
  bool met = true;
  for (const double part : {0.5, 0.99}) {
    const auto ours = [&] {
      journal.forget_commits();
      for (std::size_t i = 0; i < turns; ++i) journal.calls();
      return quantile(journal.commits(), part);
    };
    const auto floor = [&] {
      std::vector<double> times;
      for (std::size_t i = 0; i < 4 * turns; ++i) times.push_back(disk.commit(record_bytes));
      return quantile(times, part);
    };
    met &= compare({.name = part < 0.9 ? "journal.commit_p50" : "journal.commit_p99",
                    .unit = "us",
                    .floor_is = "pwrite + fdatasync",
                    .ratio_max = part < 0.9 ? 0.0 : 2.0},
                   ours, floor, options.brief);
  }
  return met;
}

}  // namespace

bool journal(const Options& options) {
  const std::string folder = options.folder + "/log";
  bool met = true;
  Position events = 0;
  {
    Journal journal{folder};
    journal.begin();
    met &= measure(
        {.name = "journal.events", .unit = "/s", .target_min = 500'000},
        [&] { return events_a_cpu_second(journal, options.brief ? 10 : 1'000); }, options.brief);
    met &= commits(journal, options);
    const Position wanted = options.brief ? 10'000 : 10'000'000;
    while (journal.position() < wanted) journal.calls();
    events = journal.position();
  }
  std::printf("# the log to be replayed: %zu events, %zu MB\n", static_cast<std::size_t>(events),
              bytes_in(folder) >> 20U);
  const double millions = static_cast<double>(events) * 1e-6;
  met &= measure(
      {.name = "journal.replay_10M", .unit = "s", .target = 5.0},
      [&] {
        const double start = cpu_seconds();
        const Journal replayed{folder};
        return (cpu_seconds() - start) * 10 / millions;
      },
      options.brief);
  return met;
}

}  // namespace relevo::bench
