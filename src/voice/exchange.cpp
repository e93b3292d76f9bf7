#include "voice/exchange.h"

#include <sodium.h>

#include <string>
#include <utility>

#include "base/assert.h"
#include "voice/clock.h"
#include "voice/figures.h"
#include "voice/sip/call_record.h"

namespace relevo::voice {

namespace {

constexpr Duration figures_each = seconds(2);

std::uint64_t new_session() {
  std::uint64_t session = 0;
  randombytes_buf(&session, sizeof(session));
  return session;
}

/// The way to the device failed: core no longer counts on it.
bool is_of_the_phone(link::LegEnd end) {
  return end == link::LegEnd::unreachable || end == link::LegEnd::refused ||
         end == link::LegEnd::media_lost || end == link::LegEnd::unregistered;
}

}  // namespace

Result<std::unique_ptr<Exchange>> Exchange::start(const VoiceOptions& options, Loop& loop,
                                                  Logger& logger) {
  RELEVO_ASSERT(sodium_init() >= 0);
  std::unique_ptr<Exchange> exchange{new Exchange(options, loop, logger)};
  Exchange& it = *exchange;
  if (it.options_.public_address.empty()) it.options_.public_address = options.sip_address;

  const Time begun = now();
  auto store = LegStore::open(options.leg_store_path, options.leg_store_key);
  if (!store) return tl::unexpected<Fault>(store.error());
  it.store_ = std::move(*store);
  const Time read = now();

  auto media = Media::start(options.media, it, logger);
  if (!media) return tl::unexpected<Fault>(media.error());
  it.media_ = std::move(*media);

  auto agent = Agent::start(loop, {.address = options.sip_address,
                                   .port = options.sip_port,
                                   .public_address = it.options_.public_address});
  if (!agent) return tl::unexpected<Fault>(agent.error());
  it.agent_ = std::move(*agent);
  it.agent_->hold(loop, Calls::core_absent_wait);
  const Time listening = now();

  it.registrar_ = std::make_unique<Registrar>(loop, options.realm, logger);
  it.registrar_->on_devices([&it](const Code& user, const std::vector<Binding>& devices) {
    it.on_devices(user, devices);
  });
  it.agent_->on_register([&it](nta_incoming_t* request, const sip_t& sip) {
    return it.registrar_->take(request, sip);
  });
  it.calls_ = std::make_unique<Calls>(loop, *it.agent_, *it.registrar_, *it.media_, it, logger);
  it.connections_ = std::make_unique<Connections>(
      loop, it.agent_->port(), [&it] { return it.used_ways(); },
      [&it](const std::set<std::string>& ways) { it.lose(ways); }, logger);
  it.strangers_ = std::make_unique<Strangers>(
      [&it](const std::string& source) { return it.calls_->is_trunk(source); },
      [&it] { return it.guests(); });
  it.agent_->set_door([&it](const std::string& source) {
    const bool welcome = it.strangers_->take(source, now());
    if (!welcome) it.strangers_refused_.add(source);
    return welcome;
  });
  it.phones_ = std::make_unique<Phones>(loop, *it.media_, it.options_.public_address, it, logger);
  it.calls_->set_pages([&it](const Code& user) { return it.phones_->alive(user); });
  it.desk_ = std::make_unique<Desk>(*it.calls_, *it.media_, it, logger);
  it.link_ = std::make_unique<LinkClient>(
      loop, options.link_path,
      LinkClient::Self{
          .node = options.node, .session = new_session(), .sip_address = it.agent_->authority()},
      it, logger);
  it.resume();
  it.link_->start();
  it.figures_due_.set(figures_each);
  it.look_if_alone();
  logger.info("voice is ready", {{"sip", it.agent_->authority()},
                                 {"store_us", (read - begun).us},
                                 {"sockets_us", (listening - read).us},
                                 {"legs_us", (now() - listening).us}});
  return exchange;
}

// Nothing that comes to our sockets is looked at before the loop runs, behind this.
void Exchange::resume() {
  const LegStore::Found& found = store_->found();
  store_->resuming();
  phones_->resume(found.phones);
  resume_devices(found.devices);
  phones_->each_that_can_ring([this](const Code& user) {
    const std::size_t bindings = registrar_->bindings().of(std::string{user.view()}).size();
    devices_told_.reported(user, bindings + 1, 1);
  });
  for (const LegRecord& record : found.legs) resume_leg(record);
  desk_->resume(found.contacts);
  logger_.info("resumed", {{"legs_found", found.legs.size()},
                           {"legs", calls_->size()},
                           {"contacts", desk_->contacts()},
                           {"users", registrar_->bindings().all().size()}});
  store_->resumed();
  if (found.set_aside > 0) {
    logger_.error("resuming has failed again and again: the leg store is set aside, its legs end",
                  {{"records", found.set_aside}});
  }
  if (found.damaged == 0) return;
  logger_.error("the leg store has records that cannot be read: their legs have ended",
                {{"damaged", found.damaged}});
}

void Exchange::resume_leg(const LegRecord& record) {
  if (!calls_->resume(record)) {
    store_->erase(record.leg);
    if (record.contact) return;  // The desk tells what its contact misses.
    link::LegEnded ended;
    ended.leg = record.leg;
    ended.end = link::LegEnd::failed;
    link_->fact(ended);
    return;
  }
  // What core may not have been told; what it knows already it ignores.
  if (record.role != link::Role::agent) return;
  link_->fact(link::LegAnswered{record.leg});
  if (record.held || record.hold_untold) on_held(record.leg, record.held);
}

// A phone behind a connection cannot be rung before it has another, which it tells by REGISTER.
void Exchange::resume_devices(const std::vector<DeviceRecord>& found) {
  std::map<std::string, std::vector<Binding>> of_user;
  for (const DeviceRecord& record : found) {
    if (is_tcp(record.next_hop)) continue;
    of_user[record.user].push_back({.contact = record.contact,
                                    .next_hop = record.next_hop,
                                    .expires_at = record.expires_at,
                                    .call_id = record.call_id,
                                    .cseq = record.cseq,
                                    .instance = record.instance});
  }
  for (auto& [user, devices] : of_user) registrar_->resume(user, std::move(devices));
  for (const DeviceRecord& record : found) {
    const std::vector<Binding>& devices = registrar_->bindings().of(record.user);
    devices_told_.reported(Code{record.user}, devices.size(), 0);
    keep_devices(Code{record.user}, devices);
  }
}

std::set<std::string> Exchange::used_ways() const {
  std::set<std::string> ways;
  for (const auto& [user, devices] : registrar_->bindings().all()) {
    for (const Binding& device : devices) {
      if (is_tcp(device.next_hop)) ways.insert(device.next_hop);
    }
  }
  calls_->each([&ways](const Call& call) {
    if (!call.connection.empty()) ways.insert(call.connection);
    if (is_tcp(call.next_hop) && !call.path_lost) ways.insert(call.next_hop);
  });
  return ways;
}

// The legs first: what is left of their users' devices may be where they are by now.
void Exchange::lose(const std::set<std::string>& ways) {
  calls_->lose_ways(ways);
  registrar_->drop(ways);
}

std::set<std::string, std::less<>> Exchange::guests() const {
  std::set<std::string, std::less<>> hosts;
  for (const auto& [user, devices] : registrar_->bindings().all()) {
    for (const Binding& device : devices) hosts.emplace(host_of(device.next_hop));
  }
  calls_->each([&hosts](const Call& call) {
    if (!call.next_hop.empty()) hosts.emplace(host_of(call.next_hop));
  });
  return hosts;
}

void Exchange::tell_figures() {
  link_->tell(figures_of({.media = *media_,
                          .agent = *agent_,
                          .registrar = *registrar_,
                          .store = *store_,
                          .link = *link_}));
  figures_due_.set(figures_each);
}

void Exchange::on_arrived(const link::CallArrived& arrived) { link_->fact(arrived); }

void Exchange::on_ringing(LegId leg) { link_->fact(link::LegRinging{leg}); }

void Exchange::on_answered(LegId leg) {
  if (const Call* call = calls_->find(leg); call != nullptr && !call->user.empty()) {
    devices_told_.answered(Code{call->user});
  }
  // The sound first: whoever answers hears the other side without waiting for core.
  desk_->on_answered(leg);
  link_->fact(link::LegAnswered{leg});
}

void Exchange::on_held(LegId leg, bool held) {
  holds_told_.told(leg, link_->fact(link::LegHold{leg, held}));
}

void Exchange::on_audio(LegId leg) { desk_->on_audio(leg); }

void Exchange::on_ended(const link::LegEnded& ended, bool phone_is_there) {
  store_->erase(ended.leg);
  holds_told_.forget(ended.leg);
  last_end_ = now();
  link_->fact(ended);
  if (const Code user = desk_->user_of(ended); is_of_the_phone(ended.end)) {
    devices_told_.failed(user);
    // Its REGISTER was no news when it came.
    if (phone_is_there) tell_devices(user);
  }
  desk_->on_ended(ended);
  stop_when_idle();
}

void Exchange::on_changed(const Call& call) {
  if (store_->put(record_of(call))) return;
  logger_.warning("a leg is not in the leg store: no room",
                  {{"leg", call.leg.value}, {"contact", call.contact.value}});
}

const char* Exchange::why_no_new_calls() {
  if (told_to_end_ || alone_) return "the server is being stopped";
  if (!accounts_known_) return "core has not spoken yet";
  return link_->overflowing() ? "core is too far behind" : nullptr;
}

bool Exchange::core_is_here() { return link_->up(); }

void Exchange::on_leg_missing(const link::LegEnded& ended) { link_->fact(ended); }

void Exchange::on_contact(const ContactRecord& record) {
  if (store_->put(record)) return;
  logger_.warning("a contact is not in the leg store: no room",
                  {{"contact", record.desired.contact.value}});
}

void Exchange::on_contact_forgotten(ContactId contact) { store_->erase(contact); }

link::LegsReport Exchange::report() {
  phones_->core_is_here();
  link::LegsReport report;
  calls_->each([&report](const Call& call) {
    const bool up = call.state == CallState::up || call.state == CallState::answered;
    report.legs.push_back(
        {.leg = call.leg,
         .contact = call.contact,
         .role = call.role,
         .up = up,
         .dialed = call.dialed,
         .caller = call.caller,
         .age = call.contact || call.since == Time{} ? Duration{} : now() - call.since});
  });
  std::map<Code, link::DevicesChanged> devices;
  for (const auto& [user, bindings] : registrar_->bindings().all()) {
    devices[Code{user}].devices = static_cast<std::uint16_t>(bindings.size());
  }
  phones_->each_that_can_ring([&devices](const Code& user) {
    ++devices[user].devices;
    ++devices[user].pages;
  });
  for (auto& [user, counted] : devices) {
    counted.user = user;
    report.devices.push_back(counted);
  }
  return report;
}

void Exchange::on_accounts(const link::Accounts& accounts) {
  const bool first = !std::exchange(accounts_known_, true);
  registrar_->set_accounts(accounts.accounts);
  Trunks trunks;
  for (const auto& text : accounts.trunks) {
    if (const auto added = trunks.add(text.view()); !added) {
      logger_.error("a trunk is left out", {{"why", added.error().what}});
    }
  }
  calls_->set_trunks(std::move(trunks));
  calls_->set_first_numbers(accounts.first_numbers);
  logger_.info("accounts taken",
               {{"accounts", accounts.accounts.size()}, {"trunks", accounts.trunks.size()}});
  if (!first) return;
  agent_->admit();
  options_.on_ready();
}

void Exchange::on_desired(const link::Desired& desired) { desk_->take(desired); }

void Exchange::on_refused(const link::Refused& refused) { calls_->refuse(refused); }

void Exchange::on_silence(LegId leg) {
  loop_.post([this, leg] { calls_->probe(leg); });
}

void Exchange::on_mark(LegId leg, const StreamMark& mark) {
  loop_.post([this, leg, mark] { calls_->set_stream(leg, mark); });
}

void Exchange::on_recording_started(ContactId contact) {
  loop_.post([this, contact] {
    // By the process that began it, or by us.
    if (desk_->recording_told(contact) || recordings_told_.waits(contact)) return;
    recordings_told_.told(contact, link_->fact(link::RecordingStarted{contact}));
  });
}

void Exchange::on_taken(std::uint64_t number) {
  for (const LegId leg : holds_told_.taken(number)) calls_->hold_told(leg);
  for (const ContactId contact : recordings_told_.taken(number)) {
    desk_->on_recording_told(contact);
  }
  for (const LegId leg : holds_told_.take_lost()) {
    if (const Call* call = calls_->find(leg); call != nullptr) on_held(leg, call->held);
  }
}

void Exchange::on_recording_ended(const link::RecordingEnded& ended) {
  loop_.post([this, ended] {
    const bool no_file = ended.complete && ended.length == Duration{};
    if (!no_file) link_->fact(ended);
    recordings_told_.forget(ended.contact);
    desk_->on_recorded(ended.contact);
  });
}

}  // namespace relevo::voice
