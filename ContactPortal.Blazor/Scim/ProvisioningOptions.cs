using ContactPortal.Domain.Organisations;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Scim;

/// <summary>The identity provider's clients that may provision persons, beside the municipalities' own credentials (P8).</summary>
public sealed record ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>Client ids to codes of municipalities; for clients whose tokens do not state the CVR number.</summary>
    public Dictionary<string, int> Clients { get; init; } = [];
}

/// <summary>Fails the start if a client is for no municipality.</summary>
internal sealed class ValidateProvisioningOptions : IValidateOptions<ProvisioningOptions>
{
    public ValidateOptionsResult Validate(string? name, ProvisioningOptions options)
    {
        string[] errors =
        [
            .. options.Clients.Where(client => Municipalities.Find(new(client.Value)) is null).Select(client =>
                $"{ProvisioningOptions.Section}:{nameof(options.Clients)}:{client.Key} is {client.Value}: it should be the code of a "
                + "municipality, 101-860."),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
