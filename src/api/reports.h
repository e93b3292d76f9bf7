// GET /reports and GET /reports/{report}: which there are, and one of them as JSON, CSV or
// workbook.
#pragma once

#include <string_view>

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"
#include "http/http.h"

namespace relevo {

HttpReply reports_reply();

/// Of what the principal sees: the same figures as GET /indicators gives.
HttpReply report_reply(std::string_view name, const HttpRequest& request, const Floor& floor,
                       const Principal& principal, const Sight& sight);

/// The schemas of a report among the others, and of a whole one.
void report_form_schema(JsonWriter& json);
void report_schema(JsonWriter& json);

}  // namespace relevo
