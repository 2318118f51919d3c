namespace ContactPortal.Domain.Rights;

/// <summary>A task for the local administrators about a person's right.</summary>
/// <param name="Kind">The kind of task.</param>
/// <param name="Person">The person that it is about.</param>
/// <param name="Since">When it arose.</param>
/// <param name="Request">The person's own open request, if there is one.</param>
public sealed record RightsTask(RightsTaskKind Kind, PersonView Person, DateTimeOffset Since, RightsRequestView? Request);
