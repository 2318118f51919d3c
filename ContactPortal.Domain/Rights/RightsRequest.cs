using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Rights;

/// <summary>A person's request for the right, and its answer (U3).</summary>
public sealed class RightsRequest
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The request's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The UUID of the person who asks.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>When the person asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was answered; null while it is open.</summary>
    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>The name of who answered.</summary>
    public string? AnsweredBy { get; internal set; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? RefusedBecause { get; internal set; }
}
