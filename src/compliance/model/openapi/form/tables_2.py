"""The objects of OpenAPI 2.0 and their fields, written as in `tables`."""

from typing import Final

_LIMITS: Final = """
    format:text default:any maximum:number exclusiveMaximum:boolean minimum:number exclusiveMinimum:boolean
    maxLength:count minLength:count pattern:regex maxItems:count minItems:count uniqueItems:boolean enum:[any]+
    multipleOf:positive items:Items"""
_VALUE: Final = f"type!:string|number|integer|boolean|array collectionFormat:csv|ssv|tsv|pipes {_LIMITS}"
_MULTIPLE: Final = f"collectionFormat:csv|ssv|tsv|pipes|multi allowEmptyValue:boolean {_LIMITS}"
_PARAMETER: Final = "name!:text in!:any description:text"

OBJECTS_2: Final = {
    "OpenAPI": """
        swagger!:text info!:Info host:host basePath:base schemes:[http|https|ws|wss]! consumes:[text]! produces:[text]!
        paths!:Paths definitions:{Schema} parameters:{Parameter} responses:{Response}
        securityDefinitions:{SecurityScheme} security:[SecurityRequirement] tags:[Tag]
        externalDocs:ExternalDocumentation""",
    "Info": "title!:text description:text termsOfService:text contact:Contact license:License version!:text",
    "Contact": "name:text url:url email:email",
    "License": "name!:text url:url",
    "PathItem": """
        $ref:text get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation
        patch:Operation parameters:[&Parameter]""",
    "Operation": """
        tags:[text]! summary:text description:text externalDocs:ExternalDocumentation operationId:text
        consumes:[text]! produces:[text]! parameters:[&Parameter] responses!:Responses schemes:[http|https|ws|wss]!
        deprecated:boolean security:[SecurityRequirement]""",
    "ExternalDocumentation": "description:text url!:url",
    "Parameter": "name!:text in!:query|header|path|formData|body",
    "Parameter body": f"{_PARAMETER} required:boolean schema!:Schema",
    "Parameter path": f"{_PARAMETER} required:boolean {_VALUE}",
    "Parameter header": f"{_PARAMETER} required:boolean {_VALUE}",
    "Parameter query": f"{_PARAMETER} required:boolean type!:string|number|integer|boolean|array {_MULTIPLE}",
    "Parameter formData": f"{_PARAMETER} required:boolean type!:string|number|integer|boolean|array|file {_MULTIPLE}",
    "Items": _VALUE.replace("type!", "type"),
    "Response": "description!:text schema:Schema headers:{Header} examples:map",
    "Header": f"description:text {_VALUE}",
    "Tag": "name!:text description:text externalDocs:ExternalDocumentation",
    "SecurityScheme": "type!:basic|apiKey|oauth2",
    "SecurityScheme basic": "type!:any description:text",
    "SecurityScheme apiKey": "type!:any name!:text in!:query|header description:text",
    "SecurityScheme oauth2": "type!:any flow!:implicit|password|application|accessCode",
    "SecurityScheme implicit": "type!:any flow!:any authorizationUrl!:url scopes:Scopes description:text",
    "SecurityScheme password": "type!:any flow!:any tokenUrl!:url scopes:Scopes description:text",
    "SecurityScheme application": "type!:any flow!:any tokenUrl!:url scopes:Scopes description:text",
    "SecurityScheme accessCode": """
        type!:any flow!:any authorizationUrl!:url tokenUrl!:url scopes:Scopes description:text""",
    "XML": "name:text namespace:text prefix:text attribute:boolean wrapped:boolean",
}

SCHEMA_2: Final = """
    $ref:text title:text description:text multipleOf:positive maximum:number exclusiveMaximum:boolean minimum:number
    exclusiveMinimum:boolean maxLength:count minLength:count pattern:regex maxItems:count minItems:count
    uniqueItems:boolean maxProperties:count minProperties:count required:names enum:[any]+
    additionalProperties:Schema? type:types items:Schema* allOf:[Schema]+ properties:{Schema} discriminator:text
    readOnly:boolean xml:XML externalDocs:ExternalDocumentation example:any default:any format:text"""
FILE_2: Final = """
    format:text title:text description:text default:any required:names type!:any readOnly:boolean
    externalDocs:ExternalDocumentation example:any"""
