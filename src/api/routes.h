// Every request of the API: who asks, what for, and which file of this folder answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/commands.h"
#include "api/floor.h"
#include "api/sights.h"
#include "api/sign_in.h"
#include "http/http.h"
#include "log/log.h"

namespace relevo {

/// Server's thread only.
class Routes {
 public:
  struct Parts {
    Floor& floor;
    Sights& sights;
    SignIn& sign_in;
    Commands& commands;
    const LogSource& log;
    OnServer on_server;
    std::string recordings;  // Folder of CONTACT.wav.
  };

  explicit Routes(Parts parts) : parts_(std::move(parts)) {}

  /// Answers, now or later; every reply carries the headers that keep browsers strict.
  void answer(const HttpRequest& request, const Respond& respond);

 private:
  bool answer_anybody(const HttpRequest& request, const Respond& respond);
  void answer_signed_in(const HttpRequest& request, const Principal& principal,
                        const Respond& respond);
  void answer_state(const Principal& principal, const Respond& respond);
  HttpReply get(const HttpRequest& request, const Principal& principal);

  Parts parts_;
};

}  // namespace relevo
