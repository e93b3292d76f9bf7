// GET /openapi.json: the whole API as an OpenAPI 3.1 document.
#pragma once

#include <string>
#include <string_view>

namespace relevo {

/// Made from the lists by which requests are dispatched, commands read, and answers written.
std::string openapi_document(std::string_view version);

}  // namespace relevo
