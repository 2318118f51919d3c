using ContactPortal.Domain.Organisations;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Fails the start when an organisation or a domain is configured that doesn't exist.</summary>
internal sealed class ValidateOrganisationOptions : IValidateOptions<OrganisationOptions>
{
    public ValidateOptionsResult Validate(string? name, OrganisationOptions options)
    {
        var faults = options.FindFaults().ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
