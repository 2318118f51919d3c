using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using ContactPortal.Domain.Api;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Api;

/// <summary>What the clients of the API may do, by the settings, and what is answered when they try more.</summary>
internal sealed partial class ApiClients(
    IOptions<ApiOptions> options, IHostEnvironment environment, ApiClientDays days, ILogger<ApiClients> logger)
{
    /// <summary>In bytes.</summary>
    internal const long Megabyte = 1024 * 1024;

    private static readonly ApiClientSettings Unlisted = new()
    {
        Scopes = [.. ApiScopes.All], PostsADay = int.MaxValue, MegabytesADay = int.MaxValue,
    };

    /// <summary>The listed clients with what they did today, by name.</summary>
    public async Task<ImmutableArray<ListedApiClient>> ListedAsync(CancellationToken cancellationToken)
    {
        var today = await days.TodayAsync(cancellationToken);
        return
        [
            .. options.Value.Clients.Select(client => new ListedApiClient(
                    client.Key, client.Value, today.GetValueOrDefault(client.Key) ?? new() { Client = client.Key, Day = default }))
                .OrderBy(client => client.Name, StringComparer.CurrentCulture),
        ];
    }

    /// <summary>The answer to a request that its client may not send at all, or not today; null when it may.</summary>
    public async Task<IResult?> RefusalOfAsync(HttpContext http, string scope)
    {
        var client = ApiClient.NameOf(http.User);
        if (SettingsOf(http.User) is not { } settings)
        {
            LogUnlisted(logger, client);
            return ApiServices.Problem(nameof(ApiTexts.NotListed), StatusCodes.Status403Forbidden);
        }

        if (!settings.Scopes.Contains(scope, StringComparer.Ordinal))
            return await RefusedAsync(http, scope, nameof(ApiTexts.ScopeNotGiven));
        if (!HttpMethods.IsPost(http.Request.Method) || await days.TryPostAsync(
            client, settings.PostsADay, settings.MegabytesADay * Megabyte, SizeOf(http), http.RequestAborted))
        {
            return null;
        }

        LogQuota(logger, client);
        http.Response.Headers.RetryAfter = Math.Ceiling(days.UntilTomorrow().TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ApiServices.Problem(nameof(ApiTexts.QuotaUsed), StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The answer to a delivery of a municipality or type that isn't the client's; null when it may report it.</summary>
    public async Task<IResult?> RefusalOfAsync(HttpContext http, ReportedDelivery delivery) =>
        delivery is not { Organisation: { } municipality, Type: { } type }
        || SettingsOf(http.User) is not { } settings || settings.MayReport(municipality, type)
            ? null
            : await RefusedAsync(http, $"{municipality} {type}", nameof(ApiTexts.NotItsDelivery));

    /// <summary>Whether the client may keep the persons of the municipality by SCIM (P8); a refusal is logged.</summary>
    public bool MayProvision(ClaimsPrincipal client, int municipality)
    {
        var isGiven = SettingsOf(client) is { } settings && settings.Scopes.Contains(ApiScopes.Scim, StringComparer.Ordinal)
            && settings.MayActFor(municipality);
        if (!isGiven)
            LogRefused(logger, ApiClient.NameOf(client), $"{ApiScopes.Scim} {municipality}");
        return isGiven;
    }

    /// <summary>Whether the settings list the client.</summary>
    public bool IsListed(string client) => options.Value.Clients.ContainsKey(client);

    /// <summary>Whether the client may see the delivery.</summary>
    public bool MaySee(HttpContext http, Delivery delivery) =>
        SettingsOf(http.User)?.MayReport(delivery.Organisation.Value, delivery.Type) == true;

    /// <summary>Whether the client may read the municipality's contacts and coverage.</summary>
    public bool MayRead(HttpContext http, OrganisationCode municipality) =>
        SettingsOf(http.User) is { } settings && settings.MayActFor(municipality.Value);

    private ApiClientSettings? SettingsOf(ClaimsPrincipal client) =>
        options.Value.Clients.TryGetValue(ApiClient.NameOf(client), out var listed) ? listed
        : options.Value.Clients.Count == 0 && environment.IsDevelopment() ? Unlisted
        : null;

    private async Task<IResult> RefusedAsync(HttpContext http, string what, string text)
    {
        var client = ApiClient.NameOf(http.User);
        LogRefused(logger, client, what);
        await days.RecordRefusalAsync(client, http.RequestAborted);
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
