// A voice process without sound: legs that ring, answer and end, standing orders, numbered facts.
//
// Keeps every promise of link/messages.h, and dies when the weather says so.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "link/messages.h"
#include "sim/chance.h"
#include "sim/plan.h"
#include "sim/schedule.h"
#include "sim/stream.h"
#include "sim/trace.h"
#include "sim/verdict.h"
#include "sim/wire.h"

namespace relevo::sim {

/// The people at the other ends of the legs. Told after it has happened.
class LegPeople {
 public:
  virtual ~LegPeople() = default;
  virtual void on_ringing(LegId leg, const Code& user) = 0;
  virtual void on_bridged(LegId customer, LegId agent, const Code& user) = 0;
  virtual void on_unbridged(LegId customer) = 0;
  virtual void on_ended(LegId leg, const Code& user) = 0;  // `user` empty: a customer's.
};

class Voice {
 public:
  using Connect = std::function<bool(std::shared_ptr<Wire>)>;

  Voice(const Plan& plan, Schedule& schedule, const Latency& latency, Trace& trace,
        Verdict& verdict, LegPeople& people, Connect connect);

  void start();
  /// The process ends: its facts are lost, and its legs as the plan says. It comes back by itself.
  void die();
  bool up() const { return up_; }

  /// The connection is lost; it is made again after a while.
  void cut_link();
  void set_repeats(std::uint32_t per_mille) { repeats_ = per_mille; }
  /// So many phones of a thousand cannot be rung for want of a port, nor any for a while behind.
  void set_no_media(std::uint32_t per_mille) {
    no_media_ = per_mille;
    no_media_until_ = {};
  }

  // What people do. Nothing happens when the leg or the process is gone.
  /// The new leg; zero when no call gets through.
  LegId arrive(const std::string& number, const std::string& caller);
  void hang_up(LegId leg);
  void answer(LegId leg);
  void end_as(LegId leg, link::LegEnd how);
  void hold(LegId leg, bool held);
  struct Devices {
    std::uint16_t all = 0;
    std::uint16_t pages = 0;  // Of them.
    bool operator==(const Devices&) const = default;
  };
  void set_devices(const Code& user, Devices devices);
  /// The user's page does not come back: whom it has a conversation with is without it.
  void lose_page(const Code& user);

  bool has(LegId leg) const { return legs_.contains(leg); }
  bool is_up(LegId leg) const;

  struct Leg {
    ContactId contact;
    link::Role role = link::Role::customer;
    Code user;
    bool up = false;
    bool in_page = false;  // Its user can accept it there.
    bool bridged = false;
    Time since;
    Text<32> dialed;  // Of a customer.
    Text<64> caller;
  };
  const std::map<LegId, Leg>& legs() const { return legs_; }
  /// A leg that was up, drawn by `chance`; zero when there is none.
  LegId any_leg_up(Chance& chance) const;
  std::size_t facts_waiting() const { return facts_.size(); }
  /// Since when core and voice have been of one mind; none while they are not.
  std::optional<Time> in_touch_since() const { return in_touch_since_; }
  /// The machine slept: what was under way is late.
  void note_sleep() { in_touch_since_.reset(); }

 private:
  struct Contact {
    link::Desired desired;
    std::set<LegId> made;
    LegId bridged_a;
    LegId bridged_b;
    bool customer_gone = false;
    bool recording = false;
    Time recording_since;
  };
  struct WaitingFact {
    std::uint64_t number = 0;
    Time at;
    link::FactBody body;
  };

  void connect();
  void lose_link();
  Result<void> take(ByteView body);
  Result<void> take(const link::Welcome& welcome);
  Result<void> take(const link::Accounts& accounts);
  Result<void> take(const link::Desired& desired);
  Result<void> take(const link::Refused& refused);
  Result<void> take(const link::FactsTaken& taken);
  Result<void> take(const link::PhoneOffer& offer);
  Result<void> take(const link::PhoneGone& gone);
  Result<void> take(const link::PhoneUnwatched& unwatched);
  void fact(link::FactBody body);
  void send_fact(const WaitingFact& fact);
  void send(const link::ToCore& message);
  void send_report();

  void bring(ContactId id);
  void bring_legs(ContactId id, Contact& contact);
  void bring_supervisors(ContactId id, Contact& contact);
  void bring_bridge(Contact& contact);
  void bring_recording(ContactId id, Contact& contact);
  void ring(ContactId id, const link::DesiredLeg& wanted);
  void answer_in_page(LegId leg);
  bool has_media();
  void end_leg(LegId leg, link::LegEnd how);
  void unbridge(Contact& contact);
  bool forget_if_over(ContactId id);
  void lose_legs();

  const Plan& plan_;
  Schedule& schedule_;
  const Latency& latency_;
  Trace& trace_;
  Verdict& verdict_;
  LegPeople& people_;
  Connect connect_;
  Chance chance_;
  Chance wire_chance_;
  Chance supervisor_chance_;

  bool up_ = false;
  std::uint64_t session_ = 0;
  std::uint64_t epoch_max_ = 0;
  std::shared_ptr<Wire> wire_;
  FrameStream stream_;
  bool welcomed_ = false;
  std::optional<Time> in_touch_since_;
  std::uint32_t repeats_ = 0;
  std::uint32_t no_media_ = 0;
  Time no_media_until_;

  std::deque<WaitingFact> facts_;
  std::uint64_t facts_made_ = 0;
  std::uint64_t legs_made_ = 0;
  std::map<LegId, Leg> legs_;
  std::map<ContactId, Contact> contacts_;
  std::map<Code, Devices> devices_;
  std::set<Code> heard_;  // Who registered since this session began and since a call failed there.
  std::set<ContactId> again_;  // Changed while the world was being brought there.
  bool bringing_ = false;
};

}  // namespace relevo::sim
