using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The system that changes persons for a municipality (P8). Built from the credential or token of the request alone; stands in the history
/// as the one who made the change.
/// </summary>
/// <param name="Organisation">The municipality.</param>
/// <param name="Id">The id of the credential.</param>
/// <param name="Name">The name of the credential.</param>
public sealed record ProvisioningSource(OrganisationCode Organisation, Guid Id, string Name)
{
    /// <summary>The client of the identity provider with that id; its id in the history is derived from it.</summary>
    public static ProvisioningSource OfClient(OrganisationCode organisation, string clientId) => new(
        organisation, new(SHA256.HashData(Encoding.UTF8.GetBytes(clientId)).AsSpan(0, 16)),
        clientId.Length <= PersonRules.LongestName ? clientId : clientId[..PersonRules.LongestName]);

    /// <summary>The source as actor, for the history only: it has no session, and no right but to provision persons.</summary>
    internal Actor ToActor() => new(Id, Name, Organisation, Role.Staff);
}
