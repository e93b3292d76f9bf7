// The whole of a voice process in one place: link, SIP, media, desk and leg store, connected.
#pragma once

#include <memory>

#include "base/logger.h"
#include "voice/desk.h"
#include "voice/devices_told.h"
#include "voice/leg_store.h"
#include "voice/link_client.h"
#include "voice/media/media.h"
#include "voice/phones.h"
#include "voice/sip/agent.h"
#include "voice/sip/calls.h"
#include "voice/sip/connections.h"
#include "voice/sip/registrar.h"
#include "voice/sip/strangers.h"
#include "voice/untaken.h"
#include "voice/voice.h"

namespace relevo::voice {

/// SIP thread only, MediaEvents aside, which the media thread calls.
class Exchange final : public CallEvents,
                       public DeskEvents,
                       public LinkEvents,
                       public MediaEvents,
                       public PhoneEvents {
 public:
  /// `loop` must outlive it. Faults as run_voice.
  static Result<std::unique_ptr<Exchange>> start(const VoiceOptions& options, Loop& loop,
                                                 Logger& logger);

  /// Refuses new calls; ends the loop when the last call is gone, after `options.drain` at most.
  /// Called again, it ends the calls that are left at once.
  void drain();

  /// Drains when `options.is_alone`, until somebody comes while calls are left: then as if nothing
  /// had been. Whoever is told to drain as well is told it for the first time. Looks each second
  /// from start() on.
  void look_if_alone();

  // CallEvents
  void on_arrived(const link::CallArrived& arrived) override;
  void on_ringing(LegId leg) override;
  void on_answered(LegId leg) override;
  void on_held(LegId leg, bool held) override;
  void on_audio(LegId leg) override;
  void on_ended(const link::LegEnded& ended, bool phone_is_there) override;
  void on_changed(const Call& call) override;
  const char* why_no_new_calls() override;
  bool core_is_here() override;

  // DeskEvents
  void on_leg_missing(const link::LegEnded& ended) override;
  void on_contact(const ContactRecord& record) override;
  void on_contact_forgotten(ContactId contact) override;

  // LinkEvents
  link::LegsReport report() override;
  void on_accounts(const link::Accounts& accounts) override;
  void on_desired(const link::Desired& desired) override;
  void on_refused(const link::Refused& refused) override;
  void on_phone_offer(const link::PhoneOffer& offer) override;
  void on_phone_gone(const link::PhoneGone& gone) override;
  void on_phone_unwatched(const link::PhoneUnwatched& unwatched) override;
  void on_taken(std::uint64_t number) override;

  // PhoneEvents
  void on_phone_told(const link::PhoneTold& told) override;
  void on_phone(const Code& user) override;
  void on_phone_record(const PhoneRecord& record) override;
  void on_phone_forgotten(const Code& user) override;
  void on_phone_gone_for_good(const Code& user) override;

  // MediaEvents
  void on_silence(LegId leg) override;
  void on_mark(LegId leg, const StreamMark& mark) override;
  void on_path(LegId leg, bool alive, const std::string& why) override;
  void on_web_mark(LegId leg, const WebMark& mark) override;
  void on_recording_started(ContactId contact) override;
  void on_recording_ended(const link::RecordingEnded& ended) override;

 private:
  Exchange(const VoiceOptions& options, Loop& loop, Logger& logger)
      : options_(options),
        loop_(loop),
        logger_(logger),
        strangers_refused_(loop, "requests of strangers refused: too many", logger),
        drain_end_(loop, [this] { cut(); }),
        alone_look_(loop, [this] { look_if_alone(); }),
        figures_due_(loop, [this] { tell_figures(); }) {}

  void on_devices(const Code& user, const std::vector<Binding>& devices);
  void tell_devices(const Code& user);
  void resume();
  void resume_leg(const LegRecord& record);
  void keep_devices(const Code& user, const std::vector<Binding>& devices);
  void resume_devices(const std::vector<DeviceRecord>& found);
  std::set<std::string> used_ways() const;
  void lose(const std::set<std::string>& ways);
  std::set<std::string, std::less<>> guests() const;
  void begin_draining();
  void cut();
  void stop_when_idle();
  void say_farewell();
  void tell_figures();

  VoiceOptions options_;
  Loop& loop_;
  Logger& logger_;
  std::unique_ptr<LegStore> store_;
  std::unique_ptr<Agent> agent_;
  std::unique_ptr<Registrar> registrar_;
  std::unique_ptr<LinkClient> link_;
  std::unique_ptr<Media> media_;
  std::unique_ptr<Calls> calls_;
  std::unique_ptr<Phones> phones_;
  std::unique_ptr<Desk> desk_;
  std::unique_ptr<Connections> connections_;
  std::unique_ptr<Strangers> strangers_;
  Complaint strangers_refused_;
  // Core may not have them yet, and nothing else would make them good if we died.
  Untaken<LegId> holds_told_;
  Untaken<ContactId> recordings_told_;
  DevicesTold devices_told_;
  Timer drain_end_;
  Timer alone_look_;
  Timer figures_due_;
  std::unique_ptr<Timer>
      farewell_;  // Looks until the last BYEs are answered, the last facts taken.
  Time farewell_latest_;
  Time last_end_;                // When a leg ended.
  bool accounts_known_ = false;  // Until core has spoken no caller can be judged.
  bool told_to_end_ = false;     // By drain().
  bool alone_ = false;           // At the last look.
};

}  // namespace relevo::voice
