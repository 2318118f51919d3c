using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>The trusted proxies in front of the portal: X-Forwarded-For and X-Forwarded-Proto are accepted only from them.</summary>
public sealed record ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Addresses ("10.0.0.4") and networks ("10.1.0.0/16"). Empty: forwarded headers are ignored.</summary>
    public string[] Known { get; init; } = [];

    internal ImmutableArray<IPAddress> Addresses =>
        [.. Known.Select(k => IPAddress.TryParse(k, out var address) ? address : null).OfType<IPAddress>()];

    internal ImmutableArray<IPNetwork> Networks => [.. Known.Where(k => IPNetwork.TryParse(k, out _)).Select(k => IPNetwork.Parse(k))];
}

/// <summary>Fails the start if an entry is neither an IP address nor a network.</summary>
public sealed class ValidateProxyOptions : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        string[] errors =
        [
            .. options.Known.Where(k => !IPAddress.TryParse(k, out _) && !IPNetwork.TryParse(k, out _))
                .Select(
                    k => $"{ProxyOptions.Section}:{nameof(options.Known)} has \"{k}\": it should be an IP address such as 10.0.0.4, or a "
                        + "network such as 10.1.0.0/16."),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
