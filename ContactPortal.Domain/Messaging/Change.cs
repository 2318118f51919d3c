using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Messaging;

/// <summary>An organisation's history has grown to that number; subscribers read from the database what changed.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Number">The number of its newest history entry.</param>
public readonly record struct Change(OrganisationCode Organisation, long Number);
