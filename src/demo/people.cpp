#include "demo/people.h"

#include <poll.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "demo/chance.h"
#include "demo/crowd.h"
#include "demo/simulated_agent.h"
#include "demo/steady_clock.h"
#include "demo/world.h"

namespace relevo::demo {

namespace {

constexpr Duration step_max = milliseconds(20);
constexpr Duration farewell_max = milliseconds(1'500);
constexpr Duration summary_every = seconds(30);

bool can_be_read(int descriptor) {
  pollfd watched{descriptor, POLLIN, 0};
  return ::poll(&watched, 1, 0) > 0;
}

/// Everybody, and the loop that they live in.
class People {
 public:
  People(World world, const PeopleOptions& options, Logger& logger)
      : world_(world), logger_(logger), crowd_(world_, options.calls_max) {
    constexpr std::uint32_t of_the_file = 20;
    for (std::uint32_t i = 0; i < options.agents; ++i) {
      const std::uint32_t number = i < of_the_file ? 1001 + i : 2001 + i - of_the_file;
      if (is_free_seat(number)) continue;
      const std::string code = std::to_string(number);
      agents_.emplace(code, std::make_unique<SimulatedAgent>(world_, code));
    }
  }

  void run(int stop_fd) {
    world_.sip.on_call([this](const std::string& user, PhoneCall& call) {
      const auto agent = agents_.find(user);
      if (agent == agents_.end()) return call.decline(404);
      agent->second->take(call);
    });
    world_.schedule.run(steady_now());
    const auto agents = static_cast<std::int64_t>(agents_.size());
    const Duration spread = agents > 50 ? std::max(seconds(20), seconds(agents / 75)) : seconds(5);
    for (const auto& [code, agent] : agents_) agent->start(between(world_.prng, {}, spread));
    crowd_.start();
    world_.schedule.after(summary_every, [this] { summarize(); });
    while (!can_be_read(stop_fd)) step();
    say_farewell();
  }

 private:
  void step() {
    world_.sip.step(step_max);
    world_.schedule.run(steady_now());
    const auto board = world_.api.deliver();
    if (world_.api.is_reachable() != reachable_) tell_reachable();
    if (!board) return;
    waiting_ = board->waiting;
    for (const auto& [code, agent] : agents_) {
      const auto row = board->agents.find(code);
      if (row != board->agents.end()) agent->look(row->second);
    }
    crowd_.look(*board);
  }

  void tell_reachable() {
    reachable_ = !reachable_;
    if (reachable_) return logger_.info("people: the server answers");
    logger_.warning("people: the server does not answer; trying again");
  }

  void say_farewell() {
    world_.sip.hang_up_all();
    for (const auto& [code, agent] : agents_) agent->stop();
    const Time until = steady_now() + farewell_max;
    bool busy = true;
    while (busy && steady_now() < until) {
      world_.sip.step(step_max);
      busy = world_.sip.has_calls();
      for (const auto& [code, agent] : agents_) busy = busy || agent->is_busy_with_registrar();
    }
    summarize();
  }

  void summarize() {
    int playing = 0;
    int talking = 0;
    for (const auto& [code, agent] : agents_) {
      playing += agent->is_playing() ? 1 : 0;
      talking += agent->is_talking() ? 1 : 0;
    }
    const Tally& tally = world_.tally;
    logger_.info("people", {{"agents", playing},
                            {"talking", talking},
                            {"customers", static_cast<std::uint64_t>(crowd_.size())},
                            {"waiting", waiting_},
                            {"arrived", tally.arrived},
                            {"connected", tally.connected},
                            {"gave_up", tally.gave_up},
                            {"refused", tally.refused},
                            {"answered", tally.answered},
                            {"not_answered", tally.not_answered},
                            {"breaks", tally.breaks},
                            {"commands_failed", tally.commands_failed},
                            {"registers_failed", tally.registers_failed},
                            {"rtp_sent", world_.sip.rtp().sent()},
                            {"rtp_heard", world_.sip.rtp().heard()}});
    world_.schedule.after(summary_every, [this] { summarize(); });
  }

  World world_;
  Logger& logger_;
  std::map<std::string, std::unique_ptr<SimulatedAgent>, std::less<>> agents_;
  Crowd crowd_;
  std::uint64_t waiting_ = 0;
  bool reachable_ = false;
};

}  // namespace

Result<void> run_people(const PeopleOptions& options, Logger& logger, int stop_fd) {
  if (options.agents == 0 || options.agents > agents_max) {
    return fault(Fault::Kind::input, "--agents " + std::to_string(options.agents) +
                                         ": is not 1 to " + std::to_string(agents_max));
  }
  const auto clock_seed = static_cast<std::uint64_t>(steady_now().us);
  Prng prng{options.seed != 0 ? options.seed : clock_seed};
  const SipServer server{.host = options.sip_host, .port = options.sip_port};
  const auto address = local_address(server);
  if (!address) return tl::unexpected<Fault>(address.error());
  Speech speech = Speech::load(options.sounds);
  for (const Language language : {Language::spanish, Language::english}) {
    if (speech.clips(language).empty()) {
      logger.warning("people: no sentences to speak; one language is silent",
                     {{"sounds", options.sounds}});
    }
  }
  auto rtp = RtpPlayer::start(*address, std::move(speech), prng.next());
  if (!rtp) return tl::unexpected<Fault>(rtp.error());
  auto sip = SipPort::start(server, *address, **rtp, prng);
  if (!sip) return tl::unexpected<Fault>(sip.error());
  Schedule schedule;
  Tally tally;
  ApiDoor api{{.http = {.host = options.http_host,
                        .port = options.http_port,
                        .timeout = seconds(5),
                        .stop_fd = stop_fd},
               .user = options.user,
               .password = options.password,
               .key_prefix = "people-" + std::to_string(clock_seed) + "-"}};
  People people{{.prng = prng, .schedule = schedule, .sip = **sip, .api = api, .tally = tally},
                options,
                logger};
  people.run(stop_fd);
  return {};
}

}  // namespace relevo::demo
