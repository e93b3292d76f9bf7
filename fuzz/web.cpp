// What browsers send to a leg of the console before any key is there: checks, and their offer.
#include "fuzz/fuzz.h"
#include "voice/web/dtls.h"
#include "voice/web/web_sdp.h"

using namespace relevo;

namespace {

const voice::DtlsIdentity& identity() {
  static const voice::DtlsIdentity made = voice::DtlsIdentity::make().value();
  return made;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span datagram{data, size};
  voice::IceLite ice{{.fragment = "ours", .password = "a-password-of-22-letters"}, "them"};
  const auto reply = ice.take(datagram, {0x7F000001, 4000}, Time{1'000'000});
  RELEVO_ASSERT(reply.has_value() == (ice.checked_at() != Time{}));
  if (voice::is_dtls(datagram)) {
    auto server = voice::DtlsServer::make(identity(), "sha-256 00").value();
    server.take(datagram);
    RELEVO_ASSERT(server.stage() != voice::DtlsServer::Stage::done);
  }
  const auto offer = voice::read_web_offer(fuzz::text_of(datagram));
  if (!offer) return 0;
  const auto answer = voice::make_web_answer({.address = "127.0.0.1", .port = 20000}, *offer);
  RELEVO_ASSERT(answer.find("a=setup:passive\r\n") != answer.npos);
  return 0;
}
