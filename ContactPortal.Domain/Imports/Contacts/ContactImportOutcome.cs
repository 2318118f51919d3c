using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Imports;

/// <summary>The outcome of carrying out a plan of contacts.</summary>
/// <param name="Done">The municipalities whose plan was carried out.</param>
/// <param name="Outdated">
/// The plans, as they are now, of municipalities in which somebody has changed something since; nothing is written there.
/// </param>
public sealed record ContactImportOutcome(ImmutableArray<OrganisationCode> Done, ImmutableArray<MunicipalityImportPlan> Outdated);
