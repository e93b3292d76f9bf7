// Every leg of this process as SIP sees it. What should happen to them is decided elsewhere.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/logger.h"
#include "link/messages.h"
#include "voice/leg_record.h"
#include "voice/media/media.h"
#include "voice/sip/agent.h"
#include "voice/sip/call.h"
#include "voice/sip/complaint.h"
#include "voice/sip/registrar.h"
#include "voice/sip/shedding.h"
#include "voice/sip/trunks.h"

namespace relevo::voice {

/// What happens to legs. Called on the SIP thread; a call that it names may be gone already.
class CallEvents {
 public:
  virtual ~CallEvents() = default;
  virtual void on_arrived(const link::CallArrived& arrived) = 0;
  virtual void on_ringing(LegId leg) = 0;
  virtual void on_answered(LegId leg) = 0;
  virtual void on_held(LegId leg, bool held) = 0;
  /// A leg that is up has audio again, or has none for now.
  virtual void on_audio(LegId leg) = 0;
  /// `phone_is_there`: it rang without success, and its phone has registered since it did.
  virtual void on_ended(const link::LegEnded& ended, bool phone_is_there) = 0;
  /// The call's dialog or session changed in a way that resuming would need.
  virtual void on_changed(const Call& call) = 0;
  /// Null when a new call may come in now, else why not: a text that stays.
  virtual const char* why_no_new_calls() = 0;
  virtual bool core_is_here() = 0;
};

class Calls {
 public:
  static constexpr std::size_t calls_max = 4000;
  static constexpr Duration core_absent_wait = seconds(3);
  static constexpr Duration core_silent_wait = seconds(5);
  static constexpr Duration arrival_age_max = seconds(32);  // Who gave up repeats CANCEL as long.
  static constexpr Duration ack_wait = seconds(34);         // A little more than 64 * T1.
  static constexpr Duration device_deaf_wait = seconds(4);
  static constexpr Duration supervisor_rings = seconds(20);
  static constexpr Duration burial_wait = seconds(1);
  static constexpr Duration path_wait = seconds(4);    // For a phone that reconnects, before BYE.
  static constexpr Duration probe_wait = seconds(5);   // Four sendings over UDP.
  static constexpr int silences_without_path_max = 4;  // Each of 30 s.

  Calls(Loop& loop, Agent& agent, Registrar& registrar, Media& media, CallEvents& events,
        Logger& logger);
  ~Calls();
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;

  /// Goes on with a leg that a process that died had, up or just arrived: at its port, in its
  /// dialog. True when it is there again. Else it is ended towards the other side: by CANCEL when
  /// it rang, by BYE or 503 when its port is not ours any more, by 503 when its caller has waited
  /// for too long; nobody is told. Before the loop runs.
  bool resume(const LegRecord& record);

  /// What is registered as `user` now: a leg whose phone has moved goes on at its new place.
  void find_paths(const std::string& user, const std::vector<Binding>& devices);

  /// Connections that have ended, as Source::uri gives them: legs over one wait for another way.
  void lose_ways(const std::set<std::string>& ways);

  void set_trunks(Trunks trunks) { trunks_ = std::move(trunks); }
  bool is_trunk(const std::string& address) const { return trunks_.contains(address); }

  /// The dialed numbers whose callers are turned away last.
  void set_first_numbers(const std::vector<Text<32>>& numbers);

  /// The contact that a leg belongs to, for facts and log lines. Nothing when the leg is gone.
  void name_contact(LegId leg, ContactId contact);

  /// Answers a customer's INVITE with 200. Nothing when it is answered already.
  void answer(LegId leg);

  /// Ends an INVITE that core does not take.
  void refuse(const link::Refused& refused);

  /// Rings every device of a user: LegRinging, then LegAnswered or LegEnded follow.
  void ring(ContactId contact, const link::DesiredLeg& desired);

  /// The same for a supervisor's leg, which gives up after supervisor_rings and is up at once in a
  /// page.
  void supervise(ContactId contact, const link::Supervisor& supervisor);

  /// A supervisor's leg is an agent's from now on. Nothing for another's.
  void take_over(LegId leg);

  /// Whose page can be heard, and its media; zero while nobody's.
  using PageOf = std::function<LegId(const Code&)>;
  void set_pages(PageOf page_of) { page_of_ = std::move(page_of); }

  /// The leg's user has accepted in the page: it is up, with the page's audio, as soon as that can
  /// be heard and has no other leg's. Nothing when it does not ring.
  void answer_in_page(LegId leg);

  /// The user's page can be heard again, by another connection perhaps, or cannot for now.
  void page_changed(const Code& user);

  /// The page will not come back: its legs end, but for those that ring at a device too.
  void page_gone(const Code& user);

  /// Ends a leg in the way its state asks for; LegEnded follows, at once or after the ACK.
  void release(LegId leg, link::ReleaseCause cause);

  /// Asks a silent leg by OPTIONS whether it is still there; it ends as media_lost if not.
  void probe(LegId leg);

  /// The leg's stream has another mark. Nothing when the leg is gone.
  void set_stream(LegId leg, const StreamMark& mark);

  /// Core has whether the leg is held now. Nothing when the leg is gone.
  void hold_told(LegId leg);

  /// Null when there is no such leg.
  const Call* find(LegId leg) const;
  void each(const std::function<void(const Call&)>& visit) const;
  std::size_t size() const { return calls_.size(); }

 private:
  friend struct CallCallbacks;  // sofia's C callbacks.

  // resume.cpp
  bool resume_up(const LegRecord& record);
  bool resume_arrived(const LegRecord& record);
  Call& restore(const LegRecord& record);
  bool rebuild_dialog(Call& call, const LegRecord& record);
  void cancel_interrupted(const LegRecord& record);
  nta_incoming_t* request_of(const LegRecord& record);

  // path.cpp
  void take_source(Call& call, const Source& source, sip_method_t method);
  void take_path(Call& call, const std::string& way);
  void connect_audio(const Call& call);

  // incoming.cpp
  int arrive(nta_incoming_t* request, const sip_t& sip);
  void wait_for_core(Call& call);
  bool is_from_device(const sip_t& sip, const Source& source) const;
  bool has_room(std::string_view dialed) const;
  int shed(nta_incoming_t* request, const char* why);
  int refuse_arrival(nta_incoming_t* request, int status, const char* phrase,
                     std::uint16_t retry_after_s);
  void answer_with(Call& call, nta_incoming_t* request);
  void on_invite_followup(Call& call, const sip_t* sip);
  void acknowledged(Call& call, const sip_t& sip);
  void core_said_nothing(LegId leg);

  // outgoing.cpp
  void ring(Call& call, const link::DesiredLeg& desired);
  Branch& add_branch();
  void ring_device(Call& call, const link::DesiredLeg& desired, const Binding& device,
                   const std::string& offer);
  void on_response(Branch& branch, nta_outgoing_t* request, const sip_t* sip);
  void branch_answered(Branch& branch, const sip_t& sip);
  void branch_failed(Branch& branch, int status);
  void acknowledge(Branch& branch, const sip_t& sip);
  void drop_branches(Call& call, const Branch* except, const char* reason);
  void finish(Branch& branch);
  bool registered_while_ringing(const Call& call) const;
  void open_grave();

  // page.cpp
  bool ring_page(Call& call, const Code& user);
  void put_in_page(Call& call);
  void take_out_of_page(Call& call);
  LegId free_page(const Call& call) const;
  bool enter_page(Call& call);
  void leave_page(Call& call);
  bool resume_in_page(const LegRecord& record);

  // dialog.cpp
  int on_dialog_request(Call& call, nta_incoming_t* request, const sip_t& sip);
  void take_late_answer(Call& call, const sip_t& sip);
  int take_reinvite(Call& call, nta_incoming_t* request, const sip_t& sip);
  int take_update(Call& call, nta_incoming_t* request, const sip_t& sip);
  static void forget_reinvite(Call& call);
  void on_reinvite_followup(Call& call, const sip_t* sip);
  bool take_offer(Call& call, std::string_view sdp, nta_incoming_t* request);
  void take_remote(Call& call, RemoteDescription remote);
  void on_probe_response(Call& call, int status);

  // release.cpp
  void release_later(Call& call, link::ReleaseCause cause);
  void send_bye(Call& call, link::ReleaseCause cause);
  void end(Call& call, link::LegEnd how, std::uint16_t status);
  void bury(Call& call);

  Call& add(LegId leg, ContactId contact, link::Role role, bool supervises = false);
  void count(const Call& call, bool there);
  Call* find_mutable(LegId leg);
  LegId new_leg();

  Loop& loop_;
  Agent& agent_;
  Registrar& registrar_;
  Media& media_;
  CallEvents& events_;
  Logger& logger_;
  PageOf page_of_;
  Trunks trunks_;
  std::set<std::string, std::less<>> first_numbers_;
  Shedding shedding_;
  Complaint refused_;
  std::size_t customers_ = 0;                // Legs of theirs among calls_,
  std::map<ContactId, std::size_t> agents_;  // and of each contact's agents, where it has any.
  std::unordered_map<std::uint64_t, std::unique_ptr<Call>> calls_;
  std::map<std::string, std::vector<LegId>> legs_in_pages_;  // By user.
  std::unordered_map<Branch*, std::unique_ptr<Branch>> branches_;
  std::vector<std::unique_ptr<Call>> buried_calls_;  // Freed outside of their own callbacks.
  std::vector<std::unique_ptr<Branch>> buried_branches_;
  Timer gravedigger_;
  std::uint64_t next_leg_;
};

}  // namespace relevo::voice
