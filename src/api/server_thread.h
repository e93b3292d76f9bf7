// How work comes back to the server's thread from the engine's and the worker's.
#pragma once

#include <functional>
#include <utility>

#include "api/engine_port.h"

namespace relevo {

/// Runs a step on the server's thread. Any thread.
using OnServer = std::function<void(std::function<void()>)>;

/// Asks the engine; `done` gets the answer on the server's thread.
inline void ask(EnginePort& engine, const OnServer& on_server, Request request,
                std::function<void(const Answer&)> done) {
  engine.post(std::move(request), [on_server, done = std::move(done)](const Answer& answer) {
    on_server([done, answer] { done(answer); });
  });
}

}  // namespace relevo
