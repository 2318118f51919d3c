using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Api;

/// <summary>What the clients of the API may do, by the settings, and what is answered when they try more.</summary>
internal sealed partial class ApiClients(
    IOptions<ApiOptions> options, IHostEnvironment environment, ApiUsage usage, ILogger<ApiClients> logger)
{
    private static readonly ApiClientSettings Unlisted = new()
    {
        Scopes = [.. ApiScopes.All], PostsADay = int.MaxValue, MegabytesADay = int.MaxValue,
    };

    /// <summary>The listed clients with what they did today, by name.</summary>
    public ImmutableArray<ListedApiClient> Listed =>
    [
        .. options.Value.Clients.Select(client => new ListedApiClient(client.Key, client.Value, usage.Of(client.Key)))
            .OrderBy(client => client.Name, StringComparer.CurrentCulture),
    ];

    /// <summary>The answer to a request that its client may not send at all, or not today; null when it may.</summary>
    public IResult? RefusalOf(HttpContext http, string scope)
    {
        var client = ApiClient.NameOf(http.User);
        if (SettingsOf(http.User) is not { } settings)
        {
            LogUnlisted(logger, client);
            return ApiServices.Problem(nameof(ApiTexts.NotListed), StatusCodes.Status403Forbidden);
        }

        if (!settings.Scopes.Contains(scope, StringComparer.Ordinal))
            return Refused(client, scope, nameof(ApiTexts.ScopeNotGiven));
        if (!HttpMethods.IsPost(http.Request.Method) || usage.TryPost(client, settings, SizeOf(http)))
            return null;
        LogQuota(logger, client);
        http.Response.Headers.RetryAfter = Math.Ceiling(usage.UntilTomorrow().TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ApiServices.Problem(nameof(ApiTexts.QuotaUsed), StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The answer to a delivery of a municipality or type that isn't the client's; null when it may report it.</summary>
    public IResult? RefusalOf(HttpContext http, ReportedDelivery delivery) =>
        delivery is not { Organisation: { } municipality, Type: { } type }
        || SettingsOf(http.User) is not { } settings || settings.MayReport(municipality, type)
            ? null
            : Refused(ApiClient.NameOf(http.User), $"{municipality} {type}", nameof(ApiTexts.NotItsDelivery));

    /// <summary>Whether the client may see the delivery.</summary>
    public bool MaySee(HttpContext http, Delivery delivery) =>
        SettingsOf(http.User)?.MayReport(delivery.Organisation.Value, delivery.Type) == true;

    /// <summary>Whether the client may read the municipality's contacts and coverage.</summary>
    public bool MayRead(HttpContext http, OrganisationCode municipality) =>
        SettingsOf(http.User) is { } settings
        && (settings.Municipalities.Length == 0 || settings.Municipalities.Contains(municipality.Value));

    private ApiClientSettings? SettingsOf(ClaimsPrincipal client) =>
        options.Value.Clients.TryGetValue(ApiClient.NameOf(client), out var listed) ? listed
        : options.Value.Clients.Count == 0 && environment.IsDevelopment() ? Unlisted
        : null;

    private IResult Refused(string client, string what, string text)
    {
        LogRefused(logger, client, what);
        usage.RecordRefusal(client);
        return ApiServices.Problem(text, StatusCodes.Status403Forbidden);
    }

    /// <summary>In bytes; a body that doesn't tell its size counts as the largest.</summary>
    private static long SizeOf(HttpContext http) =>
        http.Request.ContentLength ?? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? DeliveryApi.MaxBodySize;

    [LoggerMessage(LogLevel.Warning, "The API client {Client} was refused: it isn't listed under Api:Clients")]
    private static partial void LogUnlisted(ILogger logger, string client);

    [LoggerMessage(LogLevel.Warning, "The API client {Client} was refused: its setting doesn't give it {What}")]
    private static partial void LogRefused(ILogger logger, string client, string what);

    [LoggerMessage(LogLevel.Warning, "The API client {Client} was refused: its quota of today is used up")]
    private static partial void LogQuota(ILogger logger, string client);
}
