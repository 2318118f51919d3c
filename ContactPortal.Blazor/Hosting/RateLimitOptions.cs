using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>The number of requests that one client may send in a minute.</summary>
public sealed record RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests a minute to the sign-in and sign-out addresses. A whole municipality may share one IP address.</summary>
    public int SignIn { get; init; } = 600;

    /// <summary>Requests a minute to the API.</summary>
    public int Api { get; init; } = 600;

    /// <summary>Requests a minute to SCIM. Entra ID sends up to 25 a second.</summary>
    public int Scim { get; init; } = 3000;
}

/// <summary>Fails the start if a limit is below 1.</summary>
public sealed class ValidateRateLimitOptions : IValidateOptions<RateLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        string[] errors =
        [
            .. new[] { (nameof(options.SignIn), options.SignIn), (nameof(options.Api), options.Api), (nameof(options.Scim), options.Scim) }
                .Where(limit => limit.Item2 < 1)
                .Select(limit =>
                    $"{RateLimitOptions.Section}:{limit.Item1} is {limit.Item2}: it should be a number of requests a minute, at least 1."),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
