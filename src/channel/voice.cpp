#include "channel/voice.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "channel/translate.h"
#include "channel/voice_peers.h"
#include "link/connection.h"
#include "link/frame.h"
#include "records/records.h"

namespace relevo {

namespace {

/// Answers and hang-ups stand behind a caller who is looked up: sooner nobody than late.
constexpr int records_wait_ms = 50;

/// The sockets, the thread and the store that VoicePeers does without.
class Running final : public VoiceChannel, private VoiceCarrier {
 public:
  Running(int listener, int wake, records::Records store, ChannelPort& engine,
          AccountsSource accounts, PhoneListener on_phone, Logger& logger)
      : listener_(listener),
        wake_(wake),
        store_(std::move(store)),
        engine_(engine),
        accounts_(std::move(accounts)),
        on_phone_(std::move(on_phone)),
        logger_(logger),
        peers_(engine, *this, logger),
        thread_([this] { run(); }) {}

  ~Running() override {
    post([this] { stopping_ = true; });
    thread_.join();
    ::close(listener_);
    ::close(wake_);
  }

  void on_batch(const Batch& batch, std::vector<Believed> touched) override {
    std::vector<FactsTaken> taken = facts_taken_of(batch);
    if (taken.empty() && touched.empty()) return;
    post([this, taken = std::move(taken), touched = std::move(touched)] {
      peers_.on_batch(taken, touched);
    });
  }

  void accounts_changed() override {
    post([this] { peers_.accounts_changed(); });
  }

  void offer_phone(link::PhoneOffer offer) override {
    post([this, offer = std::move(offer)] { peers_.offer_phone(offer); });
  }

  void close_phone(link::PhoneGone gone) override {
    post([this, gone] { peers_.close_phone(gone); });
  }

  void lose_phone(link::PhoneUnwatched unwatched) override {
    post([this, unwatched] { peers_.lose_phone(unwatched); });
  }

  std::string sip_address() const override {
    const std::lock_guard lock{mutex_};
    return sip_address_;
  }

  std::vector<NodeFigures> figures() const override {
    const std::lock_guard lock{mutex_};
    return figures_;
  }

 private:
  struct Line {
    explicit Line(int descriptor) : connection(descriptor) {}

    link::Connection connection;
    Bytes out;          // Said in this turn of the loop.
    bool over = false;  // To be closed at the end of it.
  };
  using Step = std::function<void()>;

  // ---- VoiceCarrier ---------------------------------------------------------------------------

  void send(PeerId peer, const link::ToVoice& message) override {
    link::put_frame(lines_.at(peer).out, message);
  }

  void drop(PeerId peer) override { lines_.at(peer).over = true; }

  void post(Step step) override {
    {
      const std::lock_guard lock{mutex_};
      steps_.push_back(std::move(step));
    }
    const std::uint64_t one = 1;
    // A full counter means that the thread has not yet seen an earlier wake: it will.
    [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof(one));
  }

  PersonId person_of(std::string_view caller) override {
    const auto found = store_.person_of("phone", caller);
    if (found) return *found;
    logger_.warning("caller not looked up", {{"why", found.error().what}});
    return {};
  }

  void phone_told(const link::PhoneTold& told) override {
    if (on_phone_) on_phone_(told);
  }

  std::optional<link::Accounts> accounts() override {
    auto accounts = accounts_();
    if (accounts) return std::move(*accounts);
    logger_.error("accounts not read, voice keeps those it has", {{"why", accounts.error().what}});
    return std::nullopt;
  }

  // ---- The thread -----------------------------------------------------------------------------

  void run() {
    while (!stopping_) {
      // Facts that the core cannot take yet stay in the socket, and then with voice.
      const bool reads = engine_.takes_facts();
      std::vector<pollfd> polled{{listener_, POLLIN, 0}, {wake_, POLLIN, 0}};
      std::vector<PeerId> ids;
      for (const auto& [id, line] : lines_) {
        const int events = (reads ? POLLIN : 0) | (line.connection.wants_to_write() ? POLLOUT : 0);
        polled.push_back({line.connection.descriptor(), static_cast<short>(events), 0});
        ids.push_back(id);
      }
      if (::poll(polled.data(), polled.size(), reads ? -1 : crowded_ms) < 0) continue;  // EINTR.
      if ((polled[1].revents & POLLIN) != 0) take_steps();
      if ((polled[0].revents & POLLIN) != 0) accept();
      for (std::size_t i = 0; i < ids.size(); ++i) {
        if (polled[i + 2].revents != 0) serve(ids[i], polled[i + 2].revents);
      }
      send_all();
      std::erase_if(lines_, [](const auto& entry) { return entry.second.over; });
      if (peers_.take_changed()) show();
    }
  }

  void take_steps() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(wake_, &count, sizeof(count));
    std::vector<Step> steps;
    {
      const std::lock_guard lock{mutex_};
      steps.swap(steps_);
    }
    for (const Step& step : steps) step();
  }

  void accept() {
    const int descriptor = link::accept_unix(listener_);
    if (descriptor < 0) return;
    if (lines_.size() >= lines_max) {
      // Voice greets at once: who has not longest is none, and makes room.
      const auto stranger = peers_.oldest_stranger();
      if (!stranger) {
        ::close(descriptor);
        return;
      }
      peers_.lose(*stranger, {.kind = Fault::Kind::limit, .what = "it said nothing for too long"});
    }
    lines_.try_emplace(++lines_made_, descriptor);
    peers_.connected(lines_made_);
  }

  void serve(PeerId id, short events) {
    Line& line = lines_.at(id);
    if (line.over) return;
    Result<void> done{};
    if ((events & POLLOUT) != 0) done = line.connection.flush();
    // The core may have come to its end while we waited: what it does not take is for the next one.
    const bool reads = (events & POLLIN) != 0 && engine_.takes_facts();
    if (done && (reads || (events & (POLLHUP | POLLERR)) != 0)) {
      done = line.connection.receive([&](ByteView body) { return peers_.take(id, body); });
    }
    if (!done) peers_.lose(id, done.error());
  }

  /// One write a turn and line, however much was said.
  void send_all() {
    for (auto& [id, line] : lines_) {
      const Bytes out = std::exchange(line.out, {});
      if (out.empty() || line.over) continue;
      const auto sent = line.connection.send(out);
      if (!sent) peers_.lose(id, sent.error());
    }
  }

  void show() {
    const std::lock_guard lock{mutex_};
    sip_address_ = peers_.sip_address();
    figures_ = peers_.figures();
  }

  static constexpr std::size_t lines_max = 64;
  static constexpr int crowded_ms = 20;  // How long facts are left where they are.

  const int listener_;
  const int wake_;
  records::Records store_;
  ChannelPort& engine_;
  const AccountsSource accounts_;
  const PhoneListener on_phone_;
  Logger& logger_;

  mutable std::mutex mutex_;  // Of the three below.
  std::vector<Step> steps_;
  std::string sip_address_;
  std::vector<NodeFigures> figures_;

  VoicePeers peers_;
  std::map<PeerId, Line> lines_;
  PeerId lines_made_ = 0;
  bool stopping_ = false;
  std::thread thread_;  // Last: everything above is there when it starts.
};

}  // namespace

Result<std::unique_ptr<VoiceChannel>> VoiceChannel::start(const VoiceChannelOptions& options,
                                                          ChannelPort& engine,
                                                          AccountsSource accounts, Logger& logger) {
  auto store = records::Records::open(options.records_path);
  if (!store) return tl::unexpected<Fault>(store.error());
  if (const auto set = store->wait_at_most(records_wait_ms); !set) {
    return tl::unexpected<Fault>(set.error());
  }
  const auto listener = link::listen_unix(options.socket_path);
  if (!listener) return tl::unexpected<Fault>(listener.error());
  const int wake = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (wake < 0) {
    ::close(*listener);
    return fault(Fault::Kind::network,
                 std::string("voice channel: eventfd: ") + std::strerror(errno));
  }
  return std::make_unique<Running>(*listener, wake, std::move(*store), engine, std::move(accounts),
                                   options.on_phone, logger);
}

}  // namespace relevo
