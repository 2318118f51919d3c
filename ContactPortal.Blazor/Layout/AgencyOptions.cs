using System.Collections.Immutable;
using System.Net.Mail;
using ContactPortal.Domain.Text;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Layout;

/// <summary>The state agency in the footer of every page (K2). The defaults are those of the guide.</summary>
public sealed record AgencyOptions
{
    public const string Section = "Agency";

    public string Name { get; init; } = "Arbejdsmarkedsstyrelsen";

    /// <summary>The postal address, its lines separated by commas.</summary>
    public string Address { get; init; } = "Holmens Kanal 20, Postboks 2150, 1016 København K";

    /// <summary>The phone number as it is shown, with spaces.</summary>
    public string Phone { get; init; } = "3528 8100";

    public string Mail { get; init; } = "ams@ams.dk";

    public ImmutableArray<string> AddressLines =>
        [.. Address.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The tel: link; the country code is +45 unless the number has one.</summary>
    public string PhoneLink =>
        $"tel:{(Phone.StartsWith('+') ? "" : "+45")}{string.Concat(Phone.Where(c => c == '+' || char.IsAsciiDigit(c)))}";

    public string MailLink => EmailAddress.ToMailtoUrl(Mail);
}

/// <summary>Fails the start if the name or address is empty, or the phone number or e-mail address invalid.</summary>
public sealed class ValidateAgencyOptions : IValidateOptions<AgencyOptions>
{
    public ValidateOptionsResult Validate(string? name, AgencyOptions options)
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(options.Name))
            errors.Add($"{AgencyOptions.Section}:{nameof(options.Name)} is empty: it should be the agency's name.");
        if (string.IsNullOrWhiteSpace(options.Address))
            errors.Add(
                $"{AgencyOptions.Section}:{nameof(options.Address)} is empty: it should be the postal address, "
                + "its lines parted by commas.");
        if (options.Phone.Count(char.IsAsciiDigit) < 8 || options.Phone.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or ' ')))
            errors.Add(
                $"{AgencyOptions.Section}:{nameof(options.Phone)} is \"{options.Phone}\": it should be a phone number of at least 8 "
                + "digits, with blanks and a leading + at most.");
        if (!MailAddress.TryCreate(options.Mail, out _))
            errors.Add($"{AgencyOptions.Section}:{nameof(options.Mail)} is \"{options.Mail}\": it should be an e-mail address.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
