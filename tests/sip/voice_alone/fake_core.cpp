// A voice process with the smallest core that can be: every call is put on queue music, rings the
// device of 1001 and is bridged with it. Facts are printed, one a line.
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>

#include "base/enum_name.h"
#include "link/connection.h"
#include "link/frame.h"
#include "voice/sip/digest.h"
#include "voice/voice.h"

namespace {

using namespace relevo;

int stop_event = -1;

void on_signal(int /*signal*/) {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(stop_event, &one, sizeof(one));
}

class LineLogger final : public Logger {
 public:
  void write(Severity /*severity*/, std::string_view what,
             std::initializer_list<LogField> fields) override {
    std::string line = "log " + std::string{what};
    for (const LogField& field : fields) {
      line += " " + std::string{field.name} + "=" +
              (field.is_number ? std::to_string(field.number) : std::string{field.text});
    }
    std::fprintf(stderr, "%s\n", line.c_str());
  }
};

class FakeCore {
 public:
  void connect(link::Connection* connection) { connection_ = connection; }

  Result<void> take(ByteView body) {
    auto message = link::to_core(body);
    if (!message) return tl::unexpected<Fault>(message.error());
    std::visit([this](const auto& inner) { on(inner); }, *message);
    if (crashing_) return fault(Fault::Kind::network, "crash");
    return {};
  }

 private:
  void send(const link::ToVoice& message) {
    Bytes frame;
    link::put_frame(frame, message);
    static_cast<void>(connection_->send(frame));
  }

  void on(const link::Hello& hello) {
    std::printf("hello sip=%.*s\n", hello.sip_address.size, hello.sip_address.bytes.data());
    crashing_ = false;
    send(link::Welcome{.epoch = ++epoch_, .facts_taken = taken_});
    link::Accounts accounts;
    for (const std::string user : {"1001", "1002"}) {
      accounts.accounts.push_back(
          {Code{user}, Text<32>{voice::md5_hex(user + ":relevo:demo-" + user)}});
    }
    accounts.trunks.push_back(Text<64>{"127.0.0.0/8"});
    send(accounts);
  }

  void on(const link::LegsReport& report) {
    std::printf("report legs=%zu devices=%zu\n", report.legs.size(), report.devices.size());
    for (const auto& [contact, wanted] : wanted_) send(wanted);
  }

  void on(const link::Fact& fact) {
    if (crashing_) return;
    std::visit([this](const auto& body) { on(body); }, fact.body);
    if (crashing_) return;
    taken_ = fact.number;
    send(link::FactsTaken{taken_});
  }

  void on(const link::CallArrived& arrived) {
    std::printf("arrived dialed=%.*s\n", arrived.dialed.size, arrived.dialed.bytes.data());
    if (arrived.dialed.view() == "closed") {
      return send(link::Refused{.leg = arrived.leg, .sip_status = 480, .retry_after_s = 60});
    }
    if (arrived.dialed.view() == "silent") return;
    if (arrived.dialed.view() == "crash" && epoch_ == 1) {
      crashing_ = true;
      return;
    }
    link::Desired desired;
    desired.contact = ContactId{++contacts_};
    desired.version = ++position_;
    desired.hear = link::Hear::queue_music;
    desired.record = true;
    desired.legs.push_back({.leg = arrived.leg, .role = link::Role::customer});
    if (arrived.dialed.view() != "queue") {
      const LegId agent{++legs_};
      desired.legs.push_back({.leg = agent,
                              .role = link::Role::agent,
                              .user = Code{"1001"},
                              .ring_for = seconds(arrived.dialed.view() == "brief" ? 1 : 10),
                              .caller_shown = Text<32>{"soporte"}});
      desired.bridge_a = arrived.leg;
      desired.bridge_b = agent;
    }
    for (const auto& leg : desired.legs) contact_of_[leg.leg] = desired.contact;
    wanted_[desired.contact] = desired;
    send(desired);
  }

  void on(const link::LegRinging& ringing) { std::printf("ringing %s\n", name(ringing.leg)); }
  void on(const link::LegAnswered& leg) { std::printf("answered %s\n", name(leg.leg)); }
  void on(const link::LegHold& hold) { std::printf("held %s %d\n", name(hold.leg), hold.held); }
  void on(const link::RecordingStarted&) { std::printf("recording started\n"); }
  void on(const link::RecordingEnded& ended) {
    std::printf("recording ended complete=%d\n", ended.complete);
  }
  void on(const link::DevicesChanged& changed) {
    std::printf("devices %.*s %d\n", changed.user.size, changed.user.bytes.data(),
                changed.devices);
  }

  void on(const link::LegEnded& ended) {
    std::printf("ended %s %.*s %d\n", name(ended.leg),
                static_cast<int>(enum_name(ended.end).size()), enum_name(ended.end).data(),
                ended.sip_status);
    const auto wanted = wanted_.find(contact_of_[ended.leg]);
    if (wanted == wanted_.end()) return;
    wanted->second.version = ++position_;
    for (auto& leg : wanted->second.legs) {
      leg.goal = link::Goal::release;
      leg.cause = link::ReleaseCause::other_side_ended;
    }
    send(wanted->second);
  }

  static const char* name(LegId leg) {
    return leg.value >= leg_of_voice_min ? "customer" : "agent";
  }

  link::Connection* connection_ = nullptr;
  std::uint64_t epoch_ = 0;
  std::uint64_t taken_ = 0;
  bool crashing_ = false;
  std::uint64_t contacts_ = 0;
  std::uint64_t legs_ = 0;
  std::uint64_t position_ = 0;
  std::map<LegId, ContactId> contact_of_;
  std::map<ContactId, link::Desired> wanted_;
};

void serve(int listener, std::atomic<bool>& stop) {
  FakeCore core;
  while (!stop) {
    pollfd waiting{listener, POLLIN, 0};
    if (::poll(&waiting, 1, 100) <= 0) continue;
    const int descriptor = link::accept_unix(listener);
    if (descriptor < 0) continue;
    link::Connection connection{descriptor};
    core.connect(&connection);
    while (!stop) {
      pollfd ready{descriptor, POLLIN, 0};
      if (::poll(&ready, 1, 100) <= 0) continue;
      if (!connection.receive([&core](ByteView body) { return core.take(body); })) break;
      std::fflush(stdout);
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 && count != 4) {
    std::fprintf(stderr, "usage: fake_core FOLDER SIP_PORT [MEDIA_LOST_AFTER_S]\n");
    return 1;
  }
  const std::string folder = arguments[1];
  stop_event = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  std::signal(SIGTERM, on_signal);
  const auto listener = link::listen_unix(folder + "/link");
  if (!listener) return 2;
  std::atomic<bool> stop{false};
  std::thread core{[&] { serve(*listener, stop); }};

  voice::VoiceOptions options;
  options.sip_port = static_cast<std::uint16_t>(std::atoi(arguments[2]));
  options.node = NodeId{1};
  options.link_path = folder + "/link";
  options.leg_store_path = folder + "/legs";
  options.leg_store_key.fill(7);
  options.media.recordings = folder + "/recordings";
  options.media.port_first = 30000;
  options.media.port_last = 30999;
  if (count == 4) options.media.media_lost_after = seconds(std::atoi(arguments[3]));
  options.drain = seconds(5);
  LineLogger logger;
  const auto ran = voice::run_voice(options, logger, stop_event);
  stop = true;
  core.join();
  ::close(*listener);
  ::close(stop_event);
  if (!ran) std::fprintf(stderr, "%s\n", ran.error().what.c_str());
  return ran ? 0 : 2;
}
