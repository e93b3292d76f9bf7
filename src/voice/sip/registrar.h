// REGISTER: who may say where they are, and the answer with all their devices.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <unordered_map>

#include "base/logger.h"
#include "link/messages.h"
#include "voice/sip/bindings.h"
#include "voice/sip/complaint.h"
#include "voice/sip/digest.h"
#include "voice/sip/guess_limit.h"
#include "voice/sip/loop.h"
#include "voice/sip/request.h"

namespace relevo::voice {

class Registrar {
 public:
  using DevicesTaker = std::function<void(const Code& user, const std::vector<Binding>& devices)>;

  Registrar(Loop& loop, const std::string& realm, Logger& logger);

  /// Called when the number of a user's devices, or one of them, has changed.
  void on_devices(DevicesTaker taker) { devices_ = std::move(taker); }

  /// What was registered with a process that died and has not expired since; before the loop runs.
  /// Nobody is told.
  void resume(const std::string& user, std::vector<Binding> devices);

  /// Users that are gone from it, or have another secret now, lose their devices.
  void set_accounts(const std::vector<link::Account>& accounts);

  /// Answers one REGISTER and gives the status.
  int take(nta_incoming_t* request, const sip_t& sip);

  /// Connections that have ended, as Source::uri gives them: who registered over one has no way.
  void drop(const std::set<std::string>& ways);

  const Bindings& bindings() const { return bindings_; }

 private:
  int refuse_for_now(nta_incoming_t* request);
  int challenge(nta_incoming_t* request, const Source& source, bool stale);
  int authenticate(nta_incoming_t* request, const sip_t& sip, const std::string& user,
                   const Source& source);
  int update(nta_incoming_t* request, const sip_t& sip, const std::string& user,
             const Source& source);
  GuessLimit::Guess guess_of(const std::string& user, const Source& source) const;
  int reply_devices(nta_incoming_t* request, const std::string& user);
  void changed(const std::string& user);
  void expire();

  DigestGuard digest_;
  GuessLimit guesses_;
  Bindings bindings_;
  std::unordered_map<std::string, std::string> ha1_of_;
  bool accounts_known_ = false;  // Until core has spoken nobody can be judged.
  DevicesTaker devices_;
  Timer expiry_;
  Complaint refused_;
};

}  // namespace relevo::voice
