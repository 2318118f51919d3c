using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Layout;

/// <summary>The other systems of the old portal (O3): the navigation has a link to each that has an address.</summary>
public sealed record OtherSystemsOptions
{
    public const string Section = "OtherSystems";

    /// <summary>Address of "Breve".</summary>
    public string? Letters { get; init; }

    /// <summary>Address of "Registreringer".</summary>
    public string? Registrations { get; init; }

    /// <summary>Address of "Tilmeldte uden CPR-adresse".</summary>
    public string? WithoutCprAddress { get; init; }

    /// <summary>Address of "CPRnr.".</summary>
    public string? CprNumber { get; init; }

    /// <summary>The links, in the guide's order.</summary>
    public ImmutableArray<(string Text, string Address)> Links =>
    [
        .. new[]
        {
            (LayoutTexts.Letters, Letters),
            (LayoutTexts.Registrations, Registrations),
            (LayoutTexts.WithoutCprAddress, WithoutCprAddress),
            (LayoutTexts.CprNumber, CprNumber),
        }.Where(link => !string.IsNullOrWhiteSpace(link.Item2)).Select(link => (link.Item1, link.Item2!)),
    ];
}

/// <summary>Fails the start if an address is not an absolute http or https URL.</summary>
public sealed class ValidateOtherSystemsOptions : IValidateOptions<OtherSystemsOptions>
{
    public ValidateOptionsResult Validate(string? name, OtherSystemsOptions options)
    {
        string[] errors =
        [
            .. new[]
            {
                (nameof(options.Letters), options.Letters),
                (nameof(options.Registrations), options.Registrations),
                (nameof(options.WithoutCprAddress), options.WithoutCprAddress),
                (nameof(options.CprNumber), options.CprNumber),
            }
            .Where(entry => !string.IsNullOrWhiteSpace(entry.Item2) && !IsWebAddress(entry.Item2))
            .Select(
                entry => $"{OtherSystemsOptions.Section}:{entry.Item1} is \"{entry.Item2}\": it should be a full web address, such as "
                    + "https://host/path, or be left out."),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
