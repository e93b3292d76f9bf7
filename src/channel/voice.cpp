#include "channel/voice.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "channel/translate.h"
#include "link/connection.h"
#include "link/frame.h"
#include "records/records.h"

namespace relevo {

namespace {

/// One voice process as this end of the link sees it. Gone with its connection.
struct Peer {
  explicit Peer(int descriptor) : connection(descriptor) {}

  link::Connection connection;
  NodeId node;
  std::uint64_t session = 0;
  std::string sip_address;
  std::optional<link::VoiceFigures> figures;
  bool greeted = false;     // Hello came.
  bool welcomed = false;    // Welcome and accounts went out, which nothing may overtake.
  bool reconciled = false;  // Its report is in the log: from here on it gets what changes.
  bool lost = false;        // To be dropped; nothing is sent or taken any more.
};

class Running final : public VoiceChannel {
 public:
  Running(int listener, int wake, records::Records store, ChannelPort& engine,
          AccountsSource accounts, Logger& logger)
      : listener_(listener),
        wake_(wake),
        store_(std::move(store)),
        engine_(engine),
        accounts_(std::move(accounts)),
        logger_(logger),
        thread_([this] { run(); }) {}

  ~Running() override {
    post([this] { stopping_ = true; });
    thread_.join();
    ::close(listener_);
    ::close(wake_);
  }

  void on_batch(const Batch& batch, std::vector<Believed> touched) override {
    std::vector<FactsTaken> taken;
    for (const Event& event : batch.events) {
      if (const auto* facts = std::get_if<FactsTaken>(&event)) taken.push_back(*facts);
    }
    if (taken.empty() && touched.empty()) return;
    post([this, taken = std::move(taken), touched = std::move(touched)] {
      for (auto& [id, peer] : peers_) {
        Bytes frames;
        for (const Believed& believed : touched) put_desired(frames, peer, believed);
        for (const FactsTaken& facts : taken) {
          if (facts.node != peer.node || facts.session != peer.session) continue;
          link::put_frame(frames, link::ToVoice{link::FactsTaken{.number = facts.number}});
        }
        send(id, peer, frames);
      }
      drop_lost();
    });
  }

  void accounts_changed() override {
    post([this] {
      Bytes frames;
      put_accounts(frames);
      for (auto& [id, peer] : peers_) {
        if (peer.welcomed) send(id, peer, frames);
      }
      drop_lost();
    });
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
  using Step = std::function<void()>;

  /// Any thread: the step is carried out on the channel's.
  void post(Step step) {
    {
      const std::lock_guard lock{mutex_};
      steps_.push_back(std::move(step));
    }
    const std::uint64_t one = 1;
    // A full counter means that the thread has not yet seen an earlier wake: it will.
    [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof(one));
  }

  void run() {
    while (!stopping_) {
      // Facts that the core cannot take yet stay in the socket, and then with voice.
      const bool reads = engine_.takes_facts();
      std::vector<pollfd> polled{{listener_, POLLIN, 0}, {wake_, POLLIN, 0}};
      std::vector<std::uint64_t> ids;
      for (const auto& [id, peer] : peers_) {
        const int events = (reads ? POLLIN : 0) | (peer.connection.wants_to_write() ? POLLOUT : 0);
        polled.push_back({peer.connection.descriptor(), static_cast<short>(events), 0});
        ids.push_back(id);
      }
      if (::poll(polled.data(), polled.size(), reads ? -1 : crowded_ms) < 0) continue;  // EINTR.
      if ((polled[1].revents & POLLIN) != 0) take_steps();
      if ((polled[0].revents & POLLIN) != 0) accept();
      for (std::size_t i = 0; i < ids.size(); ++i) {
        if (polled[i + 2].revents != 0) serve(ids[i], polled[i + 2].revents);
      }
      drop_lost();
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
    if (peers_.size() >= peers_max) {
      ::close(descriptor);
      return;
    }
    peers_.try_emplace(++peers_made_, descriptor);
  }

  void serve(std::uint64_t id, short events) {
    const auto found = peers_.find(id);
    if (found == peers_.end() || found->second.lost) return;
    Peer& peer = found->second;
    Result<void> done{};
    if ((events & POLLOUT) != 0) done = peer.connection.flush();
    if (done && (events & (POLLIN | POLLHUP | POLLERR)) != 0) {
      done = peer.connection.receive([&](ByteView body) -> Result<void> {
        auto message = link::to_core(body);
        if (!message) return tl::unexpected<Fault>(message.error());
        return std::visit([&](const auto& m) { return take(id, peer, m); }, *message);
      });
    }
    if (!done) lose(id, done.error());
  }

  Result<void> take(std::uint64_t id, Peer& peer, const link::Hello& hello) {
    if (peer.greeted) return fault(Fault::Kind::protocol, "link: voice greets twice");
    if (hello.version != link::protocol_version || !hello.node || hello.session == 0) {
      return fault(Fault::Kind::protocol,
                   "link: voice greets with version " + std::to_string(hello.version) +
                       ", this core speaks " + std::to_string(link::protocol_version));
    }
    // Another connection of that node is over, though its end may not have been seen yet.
    for (auto& [other, older] : peers_) {
      if (other == id || older.node != hello.node) continue;
      lose(other, {.kind = Fault::Kind::network, .what = "the node greets on another connection"});
    }
    peer.node = hello.node;
    peer.session = hello.session;
    peer.sip_address = std::string(hello.sip_address.view());
    peer.greeted = true;
    logger_.info("voice connected",
                 {{"node", hello.node.value}, {"sip", hello.sip_address.view()}});
    engine_.welcome(peer.node, peer.session, [this, id](const Welcomed& welcomed) {
      post([this, id, epoch = welcomed.epoch, taken = welcomed.facts_taken] {
        const auto found = peers_.find(id);
        if (found == peers_.end()) return;
        Bytes frames;
        link::put_frame(frames, link::ToVoice{link::Welcome{.epoch = epoch, .facts_taken = taken}});
        put_accounts(frames);
        found->second.welcomed = true;
        send(id, found->second, frames);
      });
    });
    return {};
  }

  void put_accounts(Bytes& frames) {
    const auto accounts = accounts_();
    if (accounts) {
      link::put_frame(frames, link::ToVoice{*accounts});
    } else {
      logger_.error("accounts not read, voice keeps those it has",
                    {{"why", accounts.error().what}});
    }
  }

  Result<void> take(std::uint64_t id, Peer& peer, const link::Fact& fact) {
    if (!peer.greeted) return fault(Fault::Kind::protocol, "link: a fact before Hello");
    const Source source = source_of(peer.node, peer.session, fact);
    if (const auto* call = std::get_if<link::CallArrived>(&fact.body)) {
      take_call(id, source, *call);
      return {};
    }
    auto command = command_of(fact.body, source);
    RELEVO_ASSERT(command.has_value());
    engine_.post({.command = std::move(*command)}, [](const Answer&) {});
    return {};
  }

  void take_call(std::uint64_t id, const Source& source, const link::CallArrived& call) {
    if (!engine_.takes_arrivals()) return refuse(id, refused_of(call.leg, Reject::none, true));
    PersonId person;
    if (!call.caller.empty()) {
      const auto found = store_.person_of("phone", call.caller.view());
      // Without the store the call still goes through, as somebody unknown.
      if (found) {
        person = *found;
      } else {
        logger_.warning("caller not looked up",
                        {{"leg", call.leg.value}, {"why", found.error().what}});
      }
    }
    engine_.post(
        {.command =
             ArriveContact{
                 .source = source, .person = person, .leg = call.leg, .dialed = call.dialed}},
        [this, id, leg = call.leg](const Answer& answer) {
          if (answer.reject == Reject::none && !answer.overloaded) return;
          refuse(id, refused_of(leg, answer.reject, answer.overloaded));
        });
  }

  void refuse(std::uint64_t id, const link::Refused& refused) {
    post([this, id, refused] {
      const auto found = peers_.find(id);
      if (found == peers_.end()) return;
      Bytes frames;
      link::put_frame(frames, link::ToVoice{refused});
      send(id, found->second, frames);
    });
  }

  Result<void> take(std::uint64_t id, Peer& peer, const link::LegsReport& report) {
    if (!peer.greeted) return fault(Fault::Kind::protocol, "link: a report before Hello");
    Reconcile reconcile{.source = {.node = peer.node, .session = peer.session}};
    std::vector<ContactId> reported;
    for (const link::LegSeen& seen : report.legs) {
      reconcile.legs.push_back({.leg = seen.leg, .up = seen.up});
      if (seen.contact) reported.push_back(seen.contact);
    }
    for (const link::DevicesChanged& device : report.devices) {
      reconcile.devices.emplace_back(device.user, device.devices);
    }
    engine_.post({.command = std::move(reconcile)}, [](const Answer&) {});
    for (const link::LegSeen& seen : report.legs) {
      // Its CallArrived may be lost; if it is not, the core knows the leg and nothing happens.
      if (seen.contact || seen.role != link::Role::customer) continue;
      take_call(id, {.node = peer.node, .session = peer.session, .age = seen.age},
                {.leg = seen.leg, .dialed = seen.dialed, .caller = seen.caller});
    }
    engine_.welcome(peer.node, peer.session,
                    [this, id, reported = std::move(reported)](const Welcomed& welcomed) {
                      post([this, id, reported, welcomed] { reconciled(id, reported, welcomed); });
                    });
    return {};
  }

  Result<void> take(std::uint64_t /*id*/, Peer& peer, const link::VoiceFigures& figures) {
    if (!peer.greeted) return fault(Fault::Kind::protocol, "link: figures before Hello");
    peer.figures = figures;
    show_figures();
    return {};
  }

  void show_figures() {
    std::vector<NodeFigures> shown;
    for (const auto& [id, peer] : peers_) {
      if (peer.figures && !peer.lost) shown.push_back({peer.node, *peer.figures});
    }
    const std::lock_guard lock{mutex_};
    figures_ = std::move(shown);
  }

  /// Every contact of the node gets its whole desired state; contacts that only voice knows get an
  /// empty one, which releases their legs.
  void reconciled(std::uint64_t id, const std::vector<ContactId>& reported,
                  const Welcomed& welcomed) {
    const auto found = peers_.find(id);
    if (found == peers_.end() || found->second.lost) return;
    Peer& peer = found->second;
    peer.reconciled = true;
    {
      const std::lock_guard lock{mutex_};
      sip_address_ = peer.sip_address;
    }
    Bytes frames;
    std::map<ContactId, bool> live;
    for (const Believed& believed : welcomed.contacts) {
      live[believed.contact] = true;
      put_desired(frames, peer, believed);
    }
    for (const ContactId contact : reported) {
      if (live.contains(contact)) continue;
      put_desired(
          frames, peer,
          Believed{.contact = contact, .epoch = welcomed.epoch, .version = welcomed.position});
    }
    send(id, peer, frames);
  }

  /// A contact that is over belongs to no node any more: every peer is told, and those that never
  /// heard of it ignore it.
  static void put_desired(Bytes& frames, const Peer& peer, const Believed& believed) {
    if (!peer.reconciled || (believed.live && believed.node != peer.node)) return;
    link::put_frame(frames, link::ToVoice{desired_of(believed)});
  }

  void send(std::uint64_t id, Peer& peer, const Bytes& frames) {
    if (frames.empty() || peer.lost) return;
    const auto sent = peer.connection.send(frames);
    if (!sent) lose(id, sent.error());
  }

  /// Told to the core at once, so that it stands before what a newer connection of that node says.
  /// Dropped by drop_lost, so that nobody iterates over what goes away.
  void lose(std::uint64_t id, const Fault& why) {
    Peer& peer = peers_.at(id);
    if (std::exchange(peer.lost, true)) return;
    logger_.warning("voice connection lost", {{"node", peer.node.value}, {"why", why.what}});
    lost_.push_back(id);
    if (!peer.greeted) return;
    const Source source{.node = peer.node, .session = peer.session};
    engine_.post({.command = SeeNodeGone{.source = source}}, [](const Answer&) {});
  }

  void drop_lost() {
    if (lost_.empty()) return;
    for (const std::uint64_t id : std::exchange(lost_, {})) peers_.erase(id);
    show_figures();
    const auto there = std::find_if(peers_.begin(), peers_.end(),
                                    [](const auto& entry) { return entry.second.reconciled; });
    const std::lock_guard lock{mutex_};
    sip_address_ = there == peers_.end() ? std::string{} : there->second.sip_address;
  }

  static constexpr std::size_t peers_max = 64;
  static constexpr int crowded_ms = 20;  // How long facts are left where they are.

  const int listener_;
  const int wake_;
  records::Records store_;
  ChannelPort& engine_;
  const AccountsSource accounts_;
  Logger& logger_;

  mutable std::mutex mutex_;  // Of steps_ and sip_address_.
  std::vector<Step> steps_;
  std::string sip_address_;
  std::vector<NodeFigures> figures_;

  std::map<std::uint64_t, Peer> peers_;
  std::uint64_t peers_made_ = 0;
  std::vector<std::uint64_t> lost_;
  bool stopping_ = false;
  std::thread thread_;  // Last: everything above is there when it starts.
};

}  // namespace

Result<std::unique_ptr<VoiceChannel>> VoiceChannel::start(const VoiceChannelOptions& options,
                                                          ChannelPort& engine,
                                                          AccountsSource accounts, Logger& logger) {
  auto store = records::Records::open(options.records_path);
  if (!store) return tl::unexpected<Fault>(store.error());
  const auto listener = link::listen_unix(options.socket_path);
  if (!listener) return tl::unexpected<Fault>(listener.error());
  const int wake = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (wake < 0) {
    ::close(*listener);
    return fault(Fault::Kind::network,
                 std::string("voice channel: eventfd: ") + std::strerror(errno));
  }
  return std::make_unique<Running>(*listener, wake, std::move(*store), engine, std::move(accounts),
                                   logger);
}

}  // namespace relevo
