namespace ContactPortal.Domain.Imports;

/// <summary>The outcome of carrying out a plan. Only <see cref="Done"/> has changed anything.</summary>
public abstract record PersonImportOutcome
{
    private PersonImportOutcome()
    {
    }

    /// <summary>The plan was carried out, all of it.</summary>
    /// <param name="Plan">The plan.</param>
    public sealed record Done(PersonImportPlan Plan) : PersonImportOutcome;

    /// <summary>The directory has changed since the plan was made, so that the file would do something else.</summary>
    /// <param name="Plan">The plan as it is now.</param>
    public sealed record Outdated(PersonImportPlan Plan) : PersonImportOutcome;

    /// <summary>The actor is not a local administrator of the organisation.</summary>
    public sealed record NotFound : PersonImportOutcome;
}
