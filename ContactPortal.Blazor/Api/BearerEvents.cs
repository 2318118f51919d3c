using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Net.Http.Headers;

namespace ContactPortal.Blazor.Api;

/// <summary>Answers a client whose token lacks the scope: what is missing, to the client and in the log (RFC 6750, section 3.1).</summary>
internal sealed partial class BearerEvents(ILogger<BearerEvents> logger) : JwtBearerEvents
{
    public override async Task Forbidden(ForbiddenContext context)
    {
        var client = context.HttpContext.User;
        var scope = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope ?? ApiScopes.Deliveries;
        LogForbidden(logger, ApiClient.NameOf(client), scope);
        context.Response.Headers[HeaderNames.WWWAuthenticate] =
            $"{JwtBearerDefaults.AuthenticationScheme} error=\"insufficient_scope\", scope=\"{scope}\"";
        var text = scope switch
        {
            ApiScopes.Bounces => nameof(ApiTexts.NoBounceScope),
            ApiScopes.ContactsRead => nameof(ApiTexts.NoContactsScope),
            _ => nameof(ApiTexts.NoScope),
        };
        await ApiServices.Problem(text, StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext);
    }

    [LoggerMessage(
        LogLevel.Warning, "The API client {Client} was refused: its token is valid, but none of scope, scp and roles has {Scope}")]
    private static partial void LogForbidden(ILogger logger, string client, string scope);
}
