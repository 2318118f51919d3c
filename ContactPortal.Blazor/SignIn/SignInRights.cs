using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Records the rights that come with a sign-in (U4).</summary>
internal sealed partial class SignInRights(
    PersonDirectory directory, RightsFromSignIn rights, IOptions<SignInOptions> options, IOptions<RightsOptions> rightsOptions,
    ILogger<SignInRights> logger)
{
    /// <summary>
    /// Records what the token states in each of the person's municipalities: the person may switch to another within the session, without a
    /// new sign-in at the provider. What can't be read changes nothing.
    /// </summary>
    public async Task RecordAsync(Actor actor, ProviderClaims claims, CancellationToken cancellationToken)
    {
        if (actor.Role is Role.Agency || !rightsOptions.Value.FromSignIn)
            return;
        var stated = new RightClaims(claims, options.Value);
        if (stated.Fault is { } fault)
            LogUnreadable(logger, options.Value.PrivilegeClaim, actor.PersonId, fault);
        if (stated.NarrowedBy is { } narrowing)
            LogNarrowed(logger, options.Value.RightPrivilege, actor.PersonId, narrowing);
        foreach (var organisation in await directory.OrganisationsOfAsync(actor.PersonId, cancellationToken))
            await RecordAsync(actor.PersonId, organisation.Code, stated.StatementFor(organisation.Code), cancellationToken);
    }

    private async Task RecordAsync(
        Guid personId, OrganisationCode organisation, RightStatement statement, CancellationToken cancellationToken)
    {
        if (statement is RightStatement.Held or RightStatement.NotHeld
            && await directory.ActorAsync(personId, organisation, cancellationToken) is { } actor)
        {
            await rights.RecordAsync(actor, statement is RightStatement.Held, cancellationToken);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The claim {Claim} of person {PersonId} can't be read ({Fault}): the right stays as it was, unless another claim gives it")]
    private static partial void LogUnreadable(ILogger logger, string claim, Guid personId, string fault);

    [LoggerMessage(
        LogLevel.Warning, "The privilege {Privilege} of person {PersonId} is limited by {Narrowing}: it does not give the right")]
    private static partial void LogNarrowed(ILogger logger, string? privilege, Guid personId, string narrowing);
}
